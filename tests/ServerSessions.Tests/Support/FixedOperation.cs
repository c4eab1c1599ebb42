using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>Shows rules, replays, exports, webhooks and privacy, made of the same data as the reports; nothing can be changed.</summary>
internal sealed class FixedOperation(FixedReports reports) : ISessionRules, ISessionWebhooks, ISessionPrivacy, ISessionReplays, ISessionExports
{
    public const string KnownWebhook = "wh_1";
    public const string KnownReplay = "job_1";
    public const string KnownExport = "job_3";

    ValueTask<IReadOnlyList<DetectorReport>> ISessionRules.ListAsync(CancellationToken cancellationToken) =>
        new(reports.IsEmpty ? [] : [reports.Data.Rule(), reports.Data.Rule() with { Id = "D1", IsHung = true }, reports.Data.Rule() with { Id = "D2", Blind = null, Faults = 3 }]);

    public ValueTask<DetectorReport?> SetModeAsync(string rule, DetectionMode mode, CancellationToken cancellationToken = default) => throw Never();

    ValueTask<IReadOnlyList<WebhookReport>> ISessionWebhooks.ListAsync(CancellationToken cancellationToken) =>
        new(reports.IsEmpty ? [] : [reports.Data.Webhook(KnownWebhook), reports.Data.Webhook("config") with { DisabledSince = null, Created = null }]);

    public ValueTask<Page<DeliveryReport>?> ListDeliveriesAsync(
        string webhook, DeliveryState? state = null, string? after = null, int limit = 50, CancellationToken cancellationToken = default) =>
        new(new Page<DeliveryReport>([.. Enum.GetValues<DeliveryState>().Select(reports.Data.Delivery)], reports.Next));

    public ValueTask<ErasureReport?> FindErasureAsync(DataSubject subject, CancellationToken cancellationToken = default) => new(reports.IsEmpty ? null : reports.Data.Privacy().Erasures[0]);

    public ValueTask<PrivacyReport> ReportAsync(CancellationToken cancellationToken = default) => new(reports.IsEmpty ? new PrivacyReport { Retention = [] } : reports.Data.Privacy());

    public ValueTask<long> ExportAsync(DataSubject subject, Stream output, CancellationToken cancellationToken = default) => throw Never();

    public ValueTask<long> ExportStepsAsync(DataSubject subject, Stream output, CancellationToken cancellationToken = default) => throw Never();

    public ValueTask<ErasureReport> EraseAsync(DataSubject subject, string? by = null, CancellationToken cancellationToken = default) => throw Never();

    public ValueTask<ErasureReport?> FindErasureAsync(string erasure, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty || erasure == "none" ? null : reports.Data.Privacy().Erasures.First(known => known.CanCancel));

    public ValueTask<ReplayReport?> RequestAsync(
        string rule, DateTimeOffset? from = null, DateTimeOffset? to = null, string? by = null, CancellationToken cancellationToken = default) => throw Never();

    ValueTask<IReadOnlyList<ReplayReport>> ISessionReplays.ListAsync(CancellationToken cancellationToken) =>
        new(reports.IsEmpty ? [] : [.. Enum.GetValues<JobState>().Select(reports.Data.Replay)]);

    public ValueTask<ReplayReport?> FindAsync(string id, CancellationToken cancellationToken = default) => new(id == "none" ? null : reports.Data.Replay(id == KnownReplay ? JobState.Done : JobState.Running));

    public ValueTask<ReplayReport?> CancelAsync(string id, string? by = null, CancellationToken cancellationToken = default) => throw Never();

    ValueTask<IReadOnlyList<ExportReport>> ISessionExports.ListAsync(CancellationToken cancellationToken) => new(reports.IsEmpty ? [] : [.. Enum.GetValues<JobState>().Select(reports.Data.Export)]);

    ValueTask<ExportReport?> ISessionExports.CancelAsync(string id, string? by, CancellationToken cancellationToken) => throw Never();

    public ValueTask<ErasureReport?> CancelErasureAsync(string erasure, string? by = null, CancellationToken cancellationToken = default) => throw Never();

    private static NotSupportedException Never() => new("A page only shows.");
}
