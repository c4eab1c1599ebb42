
namespace ServerSessions.Cli.Logs;

/// <summary>The texts of one log, in full: it is the owner's log, nothing in it is hashed.</summary>
internal sealed class LogTexts
{
    /// <summary>The method <c>?</c> of a request line that could not be read.</summary>
    public const int UnreadableMethod = 0;

    public const int Get = 1;

    /// <summary>The id of the empty text among the agents and among the paths.</summary>
    public const int Empty = 0;

    public LogTexts()
    {
        Agents.Intern([]);
        Paths.Intern([]);
        Methods.Intern("?"u8);
        Methods.Intern("GET"u8);
    }

    public StringTable Addresses { get; } = new();

    public StringTable Agents { get; } = new();

    public StringTable Methods { get; } = new();

    public StringTable Paths { get; } = new();

    /// <summary>Without their question marks.</summary>
    public StringTable Queries { get; } = new();

    public StringTable Referrers { get; } = new();

    /// <summary>Users and accounts.</summary>
    public StringTable Users { get; } = new();

    /// <summary>The values of jsonl's <c>session</c>.</summary>
    public StringTable Sessions { get; } = new();
}
