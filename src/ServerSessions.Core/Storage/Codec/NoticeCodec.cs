using MessagePack;
using ServerSessions.Model.Notices;

namespace ServerSessions.Storage.Codec;

/// <summary>The kinds of notices: each is a kind of record of its own.</summary>
internal static class NoticeCodec
{
    public static int KindOf(Notice notice) => notice switch
    {
        RuleNotice => EventFormat.RuleNoticeRecord,
        SourceFindingNotice => EventFormat.SourceFindingRecord,
        SessionFindingNotice => EventFormat.SessionFindingRecord,
        HandoverQuestion => EventFormat.HandoverQuestionRecord,
        HandoverAnswer => EventFormat.HandoverAnswerRecord,
        SessionAlertNotice => EventFormat.SessionAlertRecord,
        VerdictNotice => EventFormat.VerdictRecord,
        ErasureNotice => EventFormat.ErasureRecord,
        FloodNotice => EventFormat.FloodRecord,
        _ => throw new ArgumentOutOfRangeException(nameof(notice), notice, "No kind of record is there for it."),
    };

    public static bool IsNotice(long kind) => kind is >= EventFormat.RuleNoticeRecord and <= EventFormat.FloodRecord;

    public static void Write(Notice notice, ref MessagePackWriter writer, TaggedFields buffer, WrittenTables tables)
    {
        switch (notice)
        {
            case RuleNotice rule:
                RecordFields.Rule.Write(rule, ref writer, buffer, tables);
                break;
            case SourceFindingNotice finding:
                RecordFields.SourceFinding.Write(finding, ref writer, buffer, tables);
                break;
            case SessionFindingNotice finding:
                RecordFields.SessionFinding.Write(finding, ref writer, buffer, tables);
                break;
            case HandoverQuestion question:
                RecordFields.Question.Write(question, ref writer, buffer, tables);
                break;
            case HandoverAnswer answer:
                RecordFields.Answer.Write(answer, ref writer, buffer, tables);
                break;
            case SessionAlertNotice alert:
                RecordFields.SessionAlert.Write(alert, ref writer, buffer, tables);
                break;
            case VerdictNotice verdict:
                RecordFields.Verdict.Write(verdict, ref writer, buffer, tables);
                break;
            case ErasureNotice erasure:
                RecordFields.Erasure.Write(erasure, ref writer, buffer, tables);
                break;
            case FloodNotice flood:
                RecordFields.Flood.Write(flood, ref writer, buffer, tables);
                break;
        }
    }

    public static Notice Read(long kind, long time, ref PackedReader reader, in ReadTables tables) => kind switch
    {
        EventFormat.RuleNoticeRecord => RecordFields.Rule.Read(new RuleNotice { Time = time }, ref reader, tables),
        EventFormat.SourceFindingRecord => RecordFields.SourceFinding.Read(new SourceFindingNotice { Time = time }, ref reader, tables),
        EventFormat.SessionFindingRecord => RecordFields.SessionFinding.Read(new SessionFindingNotice { Time = time }, ref reader, tables),
        EventFormat.HandoverQuestionRecord => RecordFields.Question.Read(new HandoverQuestion { Time = time }, ref reader, tables),
        EventFormat.HandoverAnswerRecord => RecordFields.Answer.Read(new HandoverAnswer { Time = time }, ref reader, tables),
        EventFormat.SessionAlertRecord => RecordFields.SessionAlert.Read(new SessionAlertNotice { Time = time }, ref reader, tables),
        EventFormat.VerdictRecord => RecordFields.Verdict.Read(new VerdictNotice { Time = time }, ref reader, tables),
        EventFormat.ErasureRecord => RecordFields.Erasure.Read(new ErasureNotice { Time = time }, ref reader, tables),
        _ => RecordFields.Flood.Read(new FloodNotice { Time = time }, ref reader, tables),
    };
}
