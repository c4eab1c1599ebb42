namespace ServerSessions;

/// <summary>What a rule's findings lead to while the rule is in mode Enforce.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="For">How long it holds; null for the kind's own time in <see cref="ResponseOptions"/>.</param>
/// <param name="MinSeverity">Least severity that is answered; Medium by default.</param>
public sealed record RuleResponse(ResponseKind Kind, TimeSpan? For = null, Severity MinSeverity = Severity.Medium);
