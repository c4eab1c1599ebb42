namespace ServerSessions;

/// <summary>What a rule's findings lead to while the rule is in mode Enforce.</summary>
/// <param name="Kind">The response.</param>
/// <param name="For">Duration of the response; null for the default of its kind in <see cref="ResponseOptions"/>.</param>
/// <param name="MinSeverity">Least severity that is answered; Medium by default.</param>
public sealed record RuleResponse(ResponseKind Kind, TimeSpan? For = null, Severity MinSeverity = Severity.Medium);
