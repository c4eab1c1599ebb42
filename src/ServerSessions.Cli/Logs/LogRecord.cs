namespace ServerSessions.Cli.Logs;

/// <summary>One parsed line. Texts are ids in the <see cref="LogTexts"/> of the log that it was read from.</summary>
internal readonly struct LogRecord()
{
    /// <summary>The id of a text that the line does not have.</summary>
    public const int None = -1;

    /// <summary>The key of a line whose client is decided once its file is read.</summary>
    public const int Pending = -2;

    /// <summary>Unix microseconds, UTC.</summary>
    public required long Time { get; init; }

    /// <summary>Counted through all files of the log, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>Dense number of the session key, see <see cref="LogKeys"/>.</summary>
    public required int Key { get; init; }

    /// <summary>The line has no address: its session is its connection.</summary>
    public bool HasConnection { get; init; }

    /// <summary>None only where the line names its session, or its connection.</summary>
    public required int Address { get; init; }

    /// <summary>The empty text when the line names no user agent.</summary>
    public required int Agent { get; init; }

    /// <summary><see cref="LogTexts.UnreadableMethod"/> when the request line could not be read.</summary>
    public required int Method { get; init; }

    /// <summary>Without scheme, host, query and fragment; the empty text when the request line could not be read.</summary>
    public required int Path { get; init; }

    /// <summary>Without its question mark; an id among the queries.</summary>
    public int Query { get; init; } = None;

    public required int Status { get; init; }

    public required int Referrer { get; init; }

    public required int User { get; init; }

    /// <summary>Named by jsonl's <c>account</c> only; an id among the users.</summary>
    public required int Account { get; init; }

    /// <summary>Microseconds; 0 when the line does not say.</summary>
    public required long Duration { get; init; }

    /// <summary>Size of the response's body; 0 when the line does not say.</summary>
    public required long Bytes { get; init; }
}
