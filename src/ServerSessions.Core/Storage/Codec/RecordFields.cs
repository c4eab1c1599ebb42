using ServerSessions.Model;
using ServerSessions.Model.Notices;

namespace ServerSessions.Storage.Codec;

/// <summary>The tagged fields of what batches hold. A new field is a property of its type and a line here; a tag is never used again for another meaning.</summary>
internal static class RecordFields
{
    /// <summary>The fields that few events have.</summary>
    public static readonly TaggedRecord<EventDetail> Detail = new(
        TaggedField<EventDetail>.Index(1, (int)LoginOutcome.Unknown + 1, d => (int)d.Login, (d, v) => d.Login = (LoginOutcome)v),
        TaggedField<EventDetail>.UniqueText(2, d => d.Trace, (d, v) => d.Trace = v),
        TaggedField<EventDetail>.Text(3, d => d.ErrorType, (d, v) => d.ErrorType = v),
        TaggedField<EventDetail>.Text(4, d => d.Policy, (d, v) => d.Policy = v),
        TaggedField<EventDetail>.Text(5, d => d.Probe, (d, v) => d.Probe = v),
        TaggedField<EventDetail>.Text(6, d => d.Referrer, (d, v) => d.Referrer = v),
        TaggedField<EventDetail>.Id(7, d => d.Account, (d, v) => d.Account = v),
        TaggedField<EventDetail>.Texts(8, d => d.Fields, (d, v) => d.Fields = v),
        new(9, d => d.Properties is not null, (d, ref writer, tables) => Pairs.Write(d.Properties!, ref writer, tables), (d, ref reader, in tables) => d.Properties = Pairs.Read(ref reader, tables)),
        TaggedField<EventDetail>.Number(10, d => d.Object, (d, v) => d.Object = v),
        TaggedField<EventDetail>.Flag(11, d => d.IsOrdinal, (d, v) => d.IsOrdinal = v),
        TaggedField<EventDetail>.Id(12, d => d.RevokedUser, (d, v) => d.RevokedUser = v),
        TaggedField<EventDetail>.Id(13, d => d.RevokedSession, (d, v) => d.RevokedSession = v),
        TaggedField<EventDetail>.Flag(14, d => d.IsRemoteSignIn, (d, v) => d.IsRemoteSignIn = v),
        TaggedField<EventDetail>.Id(15, d => d.Before, (d, v) => d.Before = v),
        TaggedField<EventDetail>.Flag(16, d => d.IsPastUnseen, (d, v) => d.IsPastUnseen = v),
        TaggedField<EventDetail>.Texts(17, d => d.ReachedBefore, (d, v) => d.ReachedBefore = v),
        new(18, d => d.Browser is not null, (d, ref writer, tables) => BrowserReportCodec.Write(d.Browser!, ref writer, tables), (d, ref reader, in tables) => d.Browser = BrowserReportCodec.Read(ref reader, tables)));

    /// <summary>The facts that the session stage adds to few events.</summary>
    public static readonly TaggedRecord<SignalNews> News = new(
        TaggedField<SignalNews>.Flag(1, n => n.IsPresence, (n, v) => n.IsPresence = v),
        TaggedField<SignalNews>.Index(2, SignalNews.Lump + 1, n => n.Contacts, (n, v) => n.Contacts = v),
        TaggedField<SignalNews>.Flag(3, n => n.FollowsPage, (n, v) => n.FollowsPage = v),
        TaggedField<SignalNews>.Texts(4, n => n.Came, (n, v) => n.Came = v),
        TaggedField<SignalNews>.Flag(5, n => n.FollowsPages, (n, v) => n.FollowsPages = v));

    public static readonly TaggedRecord<RuleNotice> Rule = new(
        TaggedField<RuleNotice>.Text(1, n => n.Rule, (n, v) => n.Rule = v),
        TaggedField<RuleNotice>.Number(2, n => (ulong)n.Lasted, (n, v) => n.Lasted = (long)Math.Min(v, (ulong)(EventFormat.MaxTime - n.Time))),
        TaggedField<RuleNotice>.Number(3, n => n.Network, (n, v) => n.Network = v),
        TaggedField<RuleNotice>.Flag(4, n => n.IsInduced, (n, v) => n.IsInduced = v),
        TaggedField<RuleNotice>.Number(5, n => n.Agent, (n, v) => n.Agent = v),
        TaggedField<RuleNotice>.Number(6, n => n.Path, (n, v) => n.Path = v),
        TaggedField<RuleNotice>.Id(7, n => n.Account, (n, v) => n.Account = v));

    public static readonly TaggedRecord<SourceFindingNotice> SourceFinding = new(
        TaggedField<SourceFindingNotice>.Text(1, n => n.Rule, (n, v) => n.Rule = v),
        TaggedField<SourceFindingNotice>.Bytes(2, n => n.Alert, (n, v) => n.Alert = v));

    public static readonly TaggedRecord<SessionFindingNotice> SessionFinding = new(
        TaggedField<SessionFindingNotice>.Bytes(1, n => n.Alert, (n, v) => n.Alert = v),
        TaggedField<SessionFindingNotice>.Flag(2, n => n.IsAnswerOnly, (n, v) => n.IsAnswerOnly = v),
        TaggedField<SessionFindingNotice>.Index(3, (int)DetectionMode.Enforce + 2, n => n.Mode is { } mode ? 1 + (int)mode : 0, (n, v) => n.Mode = v == 0 ? null : (DetectionMode)(v - 1)),
        TaggedField<SessionFindingNotice>.Id(4, n => n.SignIn, (n, v) => n.SignIn = v),
        TaggedField<SessionFindingNotice>.Id(5, n => n.User, (n, v) => n.User = v));

    public static readonly TaggedRecord<HandoverQuestion> Question = new(
        TaggedField<HandoverQuestion>.Id(1, n => n.Key, (n, v) => n.Key = v));

    public static readonly TaggedRecord<HandoverAnswer> Answer = new(
        TaggedField<HandoverAnswer>.Flag(1, n => n.IsPastUnseen, (n, v) => n.IsPastUnseen = v),
        new(2, n => n.Reached.Length > 0, (n, ref writer, tables) => Pairs.Write(n.Reached, ref writer, tables), (n, ref reader, in tables) => n.Reached = Pairs.ReadTimes(ref reader, tables)));

    public static readonly TaggedRecord<SessionAlertNotice> SessionAlert = new(
        TaggedField<SessionAlertNotice>.UniqueText(1, n => n.Alert, (n, v) => n.Alert = v),
        TaggedField<SessionAlertNotice>.Text(2, n => n.Rule, (n, v) => n.Rule = v),
        TaggedField<SessionAlertNotice>.Index(3, (int)Severity.High + 1, n => (int)n.Severity, (n, v) => n.Severity = (Severity)v),
        TaggedField<SessionAlertNotice>.Number(4, n => (ulong)n.Raised, (n, v) => n.Raised = Time(v)));

    public static readonly TaggedRecord<VerdictNotice> Verdict = new(
        TaggedField<VerdictNotice>.UniqueText(1, n => n.Alert, (n, v) => n.Alert = v),
        TaggedField<VerdictNotice>.Text(2, n => n.Rule, (n, v) => n.Rule = v),
        TaggedField<VerdictNotice>.UniqueText(3, n => n.Subject, (n, v) => n.Subject = v),
        TaggedField<VerdictNotice>.Number(4, n => (ulong)n.Raised, (n, v) => n.Raised = Time(v)),
        TaggedField<VerdictNotice>.Number(5, n => (ulong)n.First, (n, v) => n.First = Time(v)),
        TaggedField<VerdictNotice>.Number(6, n => (ulong)n.Last, (n, v) => n.Last = Time(v)),
        TaggedField<VerdictNotice>.Flag(7, n => n.IsInduced, (n, v) => n.IsInduced = v),
        TaggedField<VerdictNotice>.Flag(8, n => n.IsFalsePositive, (n, v) => n.IsFalsePositive = v));

    public static readonly TaggedRecord<ErasureNotice> Erasure = new(
        TaggedField<ErasureNotice>.UniqueText(1, n => n.Erasure, (n, v) => n.Erasure = v),
        TaggedField<ErasureNotice>.Index(2, MaxRounds, n => n.Round, (n, v) => n.Round = v),
        TaggedField<ErasureNotice>.Index(3, MaxRounds, n => n.Parts, (n, v) => n.Parts = v),
        TaggedField<ErasureNotice>.Flag(4, n => n.IsLast, (n, v) => n.IsLast = v),
        TaggedField<ErasureNotice>.Bytes(5, n => n.Ids, (n, v) => n.Ids = v),
        TaggedField<ErasureNotice>.Flag(6, n => n.OnlyJourneys, (n, v) => n.OnlyJourneys = v));

    public static readonly TaggedRecord<FloodNotice> Flood = new(
        TaggedField<FloodNotice>.UniqueText(1, n => n.Alert, (n, v) => n.Alert = v),
        TaggedField<FloodNotice>.Text(2, n => n.Rule, (n, v) => n.Rule = v),
        TaggedField<FloodNotice>.Index(3, (int)Severity.High + 1, n => (int)n.Severity, (n, v) => n.Severity = (Severity)v),
        TaggedField<FloodNotice>.Number(4, n => (ulong)n.Raised, (n, v) => n.Raised = Time(v)),
        TaggedField<FloodNotice>.Number(5, n => n.Network, (n, v) => n.Network = v),
        TaggedField<FloodNotice>.Text(6, n => n.Client, (n, v) => n.Client = v),
        TaggedField<FloodNotice>.Number(7, n => (ulong)n.Until, (n, v) => n.Until = Time(v)));

    private const int MaxRounds = 1_000_000;

    private static long Time(ulong value) => (long)Math.Min(value, EventFormat.MaxTime);
}
