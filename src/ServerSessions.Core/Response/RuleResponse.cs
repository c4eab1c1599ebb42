namespace ServerSessions;

/// <summary>The response to the findings of a rule in mode Enforce.</summary>
/// <param name="Kind">The response.</param>
/// <param name="For">Duration of the response; null for the default of its kind in <see cref="ResponseOptions"/>.</param>
/// <param name="MinSeverity">Minimum severity of a finding that leads to the response; Medium by default.</param>
public sealed record RuleResponse(ResponseKind Kind, TimeSpan? For = null, Severity MinSeverity = Severity.Medium);
