using System.Text.Json.Serialization;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Stored;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Reports;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters =
    [
        typeof(CamelCaseEnum<Severity>), typeof(CamelCaseEnum<ActorKind>), typeof(CamelCaseEnum<Outcome>), typeof(CamelCaseEnum<AlertState>),
        typeof(CamelCaseEnum<JourneyClass>), typeof(CamelCaseEnum<SessionActor>), typeof(CamelCaseEnum<ActorReason>), typeof(CamelCaseEnum<StepKind>), typeof(CamelCaseEnum<DwellSource>), typeof(CamelCaseEnum<KeyKind>),
        typeof(CamelCaseEnum<CloseReason>), typeof(CamelCaseEnum<ReferrerClass>), typeof(CamelCaseEnum<DetectionMode>),
        typeof(CamelCaseEnum<ResponseKind>), typeof(CamelCaseEnum<DecisionState>), typeof(CamelCaseEnum<DecisionTargetKind>), typeof(CamelCaseEnum<ShadowVerdict>),
        typeof(CamelCaseEnum<FrictionSign>), typeof(CamelCaseEnum<StuckCause>), typeof(CamelCaseEnum<StuckState>), typeof(CamelCaseEnum<DeliveryState>), typeof(CamelCaseEnum<DeliveryAttemptKind>),
        typeof(CamelCaseEnum<JobState>), typeof(CamelCaseEnum<InsightFigure>), typeof(CamelCaseEnum<FunnelOrder>), typeof(CamelCaseEnum<FunnelUnit>),
    ])]
[JsonSerializable(typeof(Page<SessionSummary>))]
[JsonSerializable(typeof(SessionReport))]
[JsonSerializable(typeof(StuckReport))]
[JsonSerializable(typeof(LiveNews))]
[JsonSerializable(typeof(Overview))]
[JsonSerializable(typeof(Page<Alert>))]
[JsonSerializable(typeof(AlertReport))]
[JsonSerializable(typeof(AlertBudgetReport))]
[JsonSerializable(typeof(Page<SessionDecision>))]
[JsonSerializable(typeof(Page<WebhookReport>))]
[JsonSerializable(typeof(WebhookWithSecret))]
[JsonSerializable(typeof(Page<DeliveryReport>))]
[JsonSerializable(typeof(RecoveredDeliveries))]
[JsonSerializable(typeof(PipelineReport))]
[JsonSerializable(typeof(Page<DetectorReport>))]
[JsonSerializable(typeof(DetectorReport))]
[JsonSerializable(typeof(DetectorReplay))]
[JsonSerializable(typeof(DetectorReplayProgress))]
[JsonSerializable(typeof(Page<ReplayReport>))]
[JsonSerializable(typeof(ReplayReport))]
[JsonSerializable(typeof(Page<ExportReport>))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(IReadOnlyList<DeadLetterReport>))]
[JsonSerializable(typeof(Page<FunnelDefinition>))]
[JsonSerializable(typeof(FunnelReport))]
[JsonSerializable(typeof(PathReport))]
[JsonSerializable(typeof(FrictionReport))]
[JsonSerializable(typeof(AbandonmentReport))]
[JsonSerializable(typeof(AdoptionReport))]
[JsonSerializable(typeof(RetentionReport))]
[JsonSerializable(typeof(TrendReport))]
[JsonSerializable(typeof(LatencyReport))]
[JsonSerializable(typeof(EngagementReport))]
[JsonSerializable(typeof(WebVitalsReport))]
[JsonSerializable(typeof(ClickReport))]
[JsonSerializable(typeof(FieldReport))]
[JsonSerializable(typeof(AutomationReport))]
[JsonSerializable(typeof(GoalReport))]
[JsonSerializable(typeof(ReleaseReport))]
[JsonSerializable(typeof(Page<Release>))]
internal sealed partial class ReportsJsonContext : JsonSerializerContext;
