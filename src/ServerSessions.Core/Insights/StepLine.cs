using System.Text.Json;

namespace ServerSessions.Insights;

/// <summary>
/// A line of steps: what <c>sessions replay --steps</c> and <c>/export/steps.jsonl</c> write and <c>sessions insight</c> reads. Repeats are
/// one line with a count.
/// </summary>
internal static class StepLine
{
    /// <summary>The kind of an event that the application recorded.</summary>
    public const string Recorded = "custom";

    /// <summary>The kind of a change whose name does not say its method.</summary>
    public const string Action = "action";

    private static readonly string[] Sources = [.. Enum.GetNames<DwellSource>().Select(n => n.ToLowerInvariant())];

    public static string Source(DwellSource source) => Sources[(int)source];

    /// <summary>Writes the members of the object.</summary>
    public static void Write(Utf8JsonWriter json, string session, string? user, Step step, string? feature = null, IReadOnlyDictionary<string, string>? variants = null,
        SessionActor? actor = null)
    {
        json.WriteString("session"u8, session);
        if (user is not null)
            json.WriteString("user"u8, user);
        json.WriteString("time"u8, step.Time.UtcDateTime);
        json.WriteString("step"u8, step.Name);
        // An event that the application recorded is no request: nothing is a return to it, and it ends no stay.
        if (step.Kind == StepKind.Custom)
            json.WriteString("kind"u8, Recorded);
        // An event name covers a page and the change that it sends.
        else if (step.Kind == StepKind.Action && !FormSteps.IsRoute(step.Name))
            json.WriteString("kind"u8, Action);
        json.WriteString("outcome"u8, CauseText.Of(step.Outcome));
        if (step.Count > 1)
            json.WriteNumber("count"u8, step.Count);
        if (step.Server > TimeSpan.Zero)
            json.WriteNumber("serverMs"u8, step.Server.TotalMilliseconds);
        if (step.Dwell is { } dwell)
            json.WriteNumber("dwellMs"u8, dwell.TotalMilliseconds);
        json.WriteString("dwellSource"u8, Source(step.DwellSource));
        if (step.Fields is [var field, ..])
            json.WriteString("field"u8, field);
        if (step.Properties.Count > 0)
        {
            json.WriteStartObject("properties"u8);
            foreach (var (name, value) in step.Properties.DistinctBy(p => p.Key))
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        if (step.Landed is not null)
            json.WriteString("landed"u8, step.Landed);
        if (step.Passed.Count > 0)
        {
            json.WriteStartArray("passed"u8);
            foreach (var page in step.Passed)
                json.WriteStringValue(page);
            json.WriteEndArray();
        }

        if (step.Cause is not null)
            json.WriteString("cause"u8, step.Cause);
        if (feature is not null)
            json.WriteString("feature"u8, feature);
        if (variants is { Count: > 0 })
        {
            json.WriteStartObject("variant"u8);
            foreach (var (experiment, variant) in variants)
                json.WriteString(experiment, variant);
            json.WriteEndObject();
        }

        if (actor is { } imported)
            json.WriteString("actor"u8, LeftOut.WordOf(imported));
        // A line for several requests has no times of them, so these cannot be counted again.
        if (step.Repeats > 0)
            json.WriteNumber("repeats"u8, step.Repeats);
        if (step.Rage > 0)
            json.WriteNumber("rage"u8, step.Rage);
    }
}
