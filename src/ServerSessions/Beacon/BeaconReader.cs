using System.Text.Json;
using ServerSessions.Diagnostics;
using ServerSessions.Model.Browser;

namespace ServerSessions.Beacon;

/// <summary>Makes a report of a message, or says why it is refused.</summary>
internal sealed class BeaconReader(PageToken tokens, ClientRoutes routes)
{
    /// <summary>Maximum number of bytes of a message; the script sends less than half.</summary>
    public const int MaxBytes = 4_096;

    private const int MaxErrors = 1_000;
    private const int MaxElement = 96;
    private const int MaxField = 64;
    private const int MaxTimes = 10_000;
    private const long Day = 86_400_000;
    private const long Tolerance = 2_000;

    /// <param name="body">The message.</param>
    /// <param name="session">Key of the session that sent it.</param>
    /// <param name="now">Unix microseconds.</param>
    /// <param name="pathBase">The application's path base, escaped, with which the paths of the browser begin.</param>
    public (BeaconResult Result, BrowserReport? Report) Read(ReadOnlySpan<byte> body, Pseudonym session, long now, string? pathBase = null)
    {
        if (Parse(body) is not { } message || !IsValid(message))
            return (BeaconResult.Schema, null);
        if (!tokens.TryRead(message.Page, session, out var page) || page > now || now - page > Day * 1_000)
            return (BeaconResult.Page, null);
        // No view began before its document, or in the future.
        var began = Math.Clamp(now - (message.Age * 1_000), page, now);
        return (BeaconResult.Accepted, new BrowserReport
        {
            Page = page,
            View = message.View,
            Sequence = message.Sequence,
            Time = began,
            Step = message.View == 0 ? null : routes.StepOf(ClientRoutes.Below(pathBase, message.Path!)),
            Visible = (int)Math.Min(message.Visible, ((now - began) / 1_000) + Tolerance),
            Depth = message.Depth,
            Errors = message.Errors,
            Vitals = Vitals(message.Vitals),
            Clicks = [.. (message.Clicks ?? []).Select(c => new BrowserClick(c.Element, c.Cell, (ClickKind)c.Kind))],
            Fields = [.. (message.Fields ?? []).Select(f => new BrowserField(f.Name, f.Focuses, f.Changes, f.Errors, (int)f.Milliseconds))],
        });
    }

    private static BeaconMessage? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, BeaconJsonContext.Default.BeaconMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsValid(BeaconMessage message) =>
        message.Page is { Length: PageToken.Length }
        && message.Sequence is >= 1 and <= BrowserReport.MaxSequence
        && message.View is >= 0 and <= BrowserReport.MaxView
        && (message.View == 0 ? message.Path is null : message.Path is ['/', ..])
        && message.Age is >= 0 and <= Day && message.Visible is >= 0 and <= Day
        && message.Depth is >= 0 and <= 100 && message.Errors is >= 0 and <= MaxErrors
        && IsValid(message.Vitals, message.View)
        && (message.Clicks ?? []) is { Length: <= BrowserReport.MaxItems } clicks && Array.TrueForAll(clicks, IsValid)
        && (message.Fields ?? []) is { Length: <= BrowserReport.MaxItems } fields && Array.TrueForAll(fields, IsValid);

    // They are of the document, and so of its first view.
    private static bool IsValid(BeaconVitals? vitals, int view) => vitals is null || (view == 0
        && (vitals.Lcp ?? 0) is >= 0 and <= WebVitals.MaxTime && (vitals.Inp ?? 0) is >= 0 and <= WebVitals.MaxTime && (vitals.Cls ?? 0) is >= 0 and <= WebVitals.MaxShift
        && (vitals.Fcp ?? 0) is >= 0 and <= WebVitals.MaxTime && (vitals.Ttfb ?? 0) is >= 0 and <= WebVitals.MaxTime);

    private static WebVitals? Vitals(BeaconVitals? sent) => sent is null or { Lcp: null, Inp: null, Cls: null, Fcp: null, Ttfb: null }
        ? null
        : new(sent.Lcp, sent.Inp, sent.Cls / 1_000.0, sent.Fcp, sent.Ttfb);

    private static bool IsValid(BeaconClick? click) =>
        click?.Element is { Length: >= 1 and <= MaxElement } element && element.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '@' or ':' or '>' or '.' or '-')
        && click.Cell is >= 0 and <= BrowserClick.NoCell && click.Kind is >= 0 and <= (int)ClickKind.Dead;

    // Names that applications give to fields: "Input.Email", "lines[0].count", "_handler".
    private static bool IsValid(BeaconField? field) =>
        field?.Name is { Length: >= 1 and <= MaxField } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '[' or ']' or ':')
        && field.Focuses is >= 0 and <= MaxTimes && field.Changes is >= 0 and <= MaxTimes && field.Errors is >= 0 and <= MaxTimes && field.Milliseconds is >= 0 and <= Day;
}
