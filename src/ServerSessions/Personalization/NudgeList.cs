namespace ServerSessions.Personalization;

/// <summary>The answer of <c>GET /nudges</c>.</summary>
/// <param name="Items">Nudges to show now.</param>
internal sealed record NudgeList(IReadOnlyList<ShownNudge> Items);
