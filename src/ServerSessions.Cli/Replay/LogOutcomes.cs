namespace ServerSessions.Cli.Replay;

/// <summary>The names of outcomes, as reports about logs write them.</summary>
internal static class LogOutcomes
{
    private static readonly string[] Names = [.. Enum.GetValues<Outcome>().Select(outcome => outcome.ToString().ToLowerInvariant())];

    public static string Name(Outcome outcome) => Names[(int)outcome];
}
