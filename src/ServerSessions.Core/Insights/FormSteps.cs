using ServerSessions.Model;

namespace ServerSessions.Insights;

/// <summary>
/// The forms of one journey: a page and the change of the same name, which is the event name of both (<c>checkout.address</c>), or their route (<c>GET /contact</c>
/// shows what <c>POST /contact</c> sends).
/// </summary>
internal sealed class FormSteps
{
    private const string Showing = "GET ";
    private const string Sending = "POST ";

    public HashSet<string> Shown { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, (int Tries, bool Succeeded, List<string> Fields)> Sent { get; } = new(StringComparer.Ordinal);

    /// <summary>The form that a step of this name shows or sends; null when it can do neither.</summary>
    public static string? Of(string step) =>
        step.StartsWith(Showing, StringComparison.Ordinal) ? step[Showing.Length..]
        : step.StartsWith(Sending, StringComparison.Ordinal) ? step[Sending.Length..]
        : IsRoute(step) ? null : step;

    public void Read(Journey journey)
    {
        Shown.Clear();
        Sent.Clear();
        foreach (var step in journey.Steps)
        {
            var isRoute = IsRoute(step.Name);
            if (step.Name.StartsWith(Sending, StringComparison.Ordinal) || (!isRoute && step.Kind == StepKind.Action))
                Send(Of(step.Name)!, step);
            else if (step.Name.StartsWith(Showing, StringComparison.Ordinal) || (!isRoute && step.Kind == StepKind.Page))
                Shown.Add(Of(step.Name)!);
            foreach (var page in step.Landings)
                if (Of(page) is { } form)
                    Shown.Add(form);
        }
    }

    /// <summary>Whether a step's name is method and route, and no event name.</summary>
    public static bool IsRoute(string step) => step.IndexOf(' ') is > 0 and var end && HttpVerbs.Parse(step[..end]) != HttpVerb.Other;

    private void Send(string form, Step step)
    {
        var sent = Sent.TryGetValue(form, out var before) ? before : (Tries: 0, Succeeded: false, Fields: []);
        for (var i = 0; i < step.Count; i++)
            sent.Fields.AddRange(step.Fields);
        Sent[form] = (sent.Tries + step.Count, sent.Succeeded || step.Outcome is Outcome.Ok or Outcome.Redirected, sent.Fields);
    }
}
