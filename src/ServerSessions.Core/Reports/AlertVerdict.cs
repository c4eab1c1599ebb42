using System.Text.Json;
using System.Text.Json.Serialization;
using ServerSessions.Model;

namespace ServerSessions.Reports;

/// <summary>A decision about an alert as it is stored: the state in the first byte, then JSON that says who, when and why.</summary>
/// <param name="State">The state.</param>
/// <param name="Rule">Id of the alert's rule.</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When (UTC).</param>
internal sealed record AlertVerdict([property: JsonIgnore] AlertState State, string Rule, string? By, string? Reason, DateTimeOffset At)
{
    private const int MaxKept = 20;

    /// <summary>The earlier verdicts, oldest first, at most 19.</summary>
    public IReadOnlyList<AlertHandling>? Earlier { get; init; }

    /// <summary>All that was decided, oldest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<AlertHandling> History => [.. Earlier ?? [], new AlertHandling(State, At, By, Reason)];

    /// <summary>This decision after another one.</summary>
    public AlertVerdict After(AlertVerdict? before) => before is null ? this : this with { Earlier = [.. before.History.TakeLast(MaxKept - 1)] };

    public byte[] Encode() => [(byte)State, .. JsonSerializer.SerializeToUtf8Bytes(this, AlertVerdictJsonContext.Default.AlertVerdict)];

    /// <summary>Null when only the state was stored.</summary>
    public static AlertVerdict? Decode(ReadOnlySpan<byte> data)
    {
        if (data.Length < 2)
            return null;
        try
        {
            return JsonSerializer.Deserialize(data[1..], AlertVerdictJsonContext.Default.AlertVerdict) is { } verdict
                ? verdict with { State = (AlertState)data[0] }
                : null;
        }
        catch (JsonException)
        {
            // It was not written by this product: the state still counts, but not as a verdict on the rule.
            return null;
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(CamelCaseEnum<AlertState>)])]
[JsonSerializable(typeof(AlertVerdict))]
internal sealed partial class AlertVerdictJsonContext : JsonSerializerContext;
