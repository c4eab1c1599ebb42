namespace ServerSessions.Tests.Support;

/// <summary>What an application was sent, for tests that see no event.</summary>
internal static class ReportedFacts
{
    /// <summary>Clicks and marks of all reports, in the order in which they came.</summary>
    public static IReadOnlyList<(string Element, int Cell, string Kind)> Clicks(this TrackedApp app) =>
        [.. app.Events.SelectMany(e => e.Detail?.Browser?.Clicks ?? []).Select(c => (c.Element, c.Cell, c.Kind.ToString()))];

    /// <summary>Form fields of all reports, in the order in which they came.</summary>
    public static IReadOnlyList<(string Name, int Changes, int Errors, int Milliseconds)> Fields(this TrackedApp app) =>
        [.. app.Events.SelectMany(e => e.Detail?.Browser?.Fields ?? []).Select(f => (f.Name, f.Changes, f.Errors, f.Milliseconds))];

    /// <summary>Requests for a step.</summary>
    public static int Requests(this TrackedApp app, string step) => app.Events.Count(e => e.Step == step);
}
