namespace ServerSessions;

/// <summary>A rule that decides about a person by itself, of a <see cref="TransparencyDocument"/>.</summary>
/// <param name="Id">Id of the rule.</param>
/// <param name="Detects">What it detects.</param>
/// <param name="Response">What happens to the session.</param>
/// <param name="HowLong">For how long.</param>
public sealed record TransparencyRule(string Id, string Detects, ResponseKind Response, string HowLong);
