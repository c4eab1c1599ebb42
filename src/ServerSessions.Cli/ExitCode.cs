namespace ServerSessions.Cli;

/// <summary>Exit codes of the process.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The question was answered with no: a signature that does not hold.</summary>
    public const int Refused = 1;

    /// <summary>The input could not be used: wrong arguments, a missing or broken file.</summary>
    public const int BadInput = 2;
}
