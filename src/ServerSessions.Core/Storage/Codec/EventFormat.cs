namespace ServerSessions.Storage.Codec;

/// <summary>
/// A batch is an array: version, catalogue, base time, strings, agents [hash, words, traits], ids (16 bytes each in one piece of binary
/// data), visitors [key, kind, agent, network, user, auth session, place], shapes [step, verb, status - 200, outcome, flags], records. A
/// record is an array with its kind first: an event [1, time, duration, shape, visitor, parameters, path, detail], a signal [2, kind of
/// actor, actor, session, event without its kind, news], a notice [3 to 11, kind of actor, actor, session, time, fields]. Numbers point
/// into the tables before. Every array may grow at its end, and one that ends early means the defaults. Detail, news and the fields of a
/// notice are arrays of tags and values in turn, see <see cref="RecordFields"/>.
/// </summary>
internal static class EventFormat
{
    public const int Version = 2;

    public const int RequestRecord = 1;

    public const int SignalRecord = 2;

    public const int RuleNoticeRecord = 3;

    public const int SourceFindingRecord = 4;

    public const int SessionFindingRecord = 5;

    public const int HandoverQuestionRecord = 6;

    public const int HandoverAnswerRecord = 7;

    public const int SessionAlertRecord = 8;

    public const int VerdictRecord = 9;

    public const int ErasureRecord = 10;

    public const int FloodRecord = 11;

    /// <summary>Fields of a signal and of a notice that are there always, the kind of record included.</summary>
    public const int MinSignalFields = 5;

    public const int NoticeFields = 6;

    /// <summary>Fields of a batch, all of them required.</summary>
    public const int BatchFields = 9;

    /// <summary>Fields that every event has: time since the base, duration, shape, visitor.</summary>
    public const int MinEventFields = 4;

    /// <summary>Status codes are written as their difference from this one, which mostly fits into a byte.</summary>
    public const int CommonStatus = 200;

    /// <summary>The most records that a batch may hold.</summary>
    public const int MaxRecords = 65_536;

    /// <summary>The last microsecond of the year 9999, the greatest time of .NET.</summary>
    public const long MaxTime = 253_402_300_799_999_999;
}
