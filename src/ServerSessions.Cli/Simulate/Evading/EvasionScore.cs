namespace ServerSessions.Cli.Simulate.Evading;

/// <summary>How fast one evasion can go and stay unseen.</summary>
/// <param name="Name">Name of the scenario.</param>
/// <param name="Rule">The rule that it is built to stay below.</param>
/// <param name="Means">What the attacker does to evade.</param>
/// <param name="UnseenByAll">The highest measured pace, attempts an hour, that no rule finds; 0 when the lowest one is found.</param>
/// <param name="UnseenByRule">The highest measured pace that <paramref name="Rule"/> does not find.</param>
/// <param name="FoundBy">The rules that find the next measured pace; empty when none finds the highest.</param>
internal sealed record EvasionScore(string Name, string Rule, string Means, double UnseenByAll, double UnseenByRule, IReadOnlyList<string> FoundBy);
