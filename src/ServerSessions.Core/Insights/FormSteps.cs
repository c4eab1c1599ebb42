namespace ServerSessions.Insights;

/// <summary>The forms of one journey, found by their names: <c>GET /contact</c> shows what <c>POST /contact</c> sends.</summary>
internal sealed class FormSteps
{
    private const string Showing = "GET ";
    private const string Sending = "POST ";

    public HashSet<string> Shown { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, (int Tries, bool Succeeded, List<string> Fields)> Sent { get; } = new(StringComparer.Ordinal);

    public void Read(Journey journey)
    {
        Shown.Clear();
        Sent.Clear();
        foreach (var step in journey.Steps)
        {
            if (step.Name.StartsWith(Showing, StringComparison.Ordinal))
                Shown.Add(step.Name[Showing.Length..]);
            else if (step.Name.StartsWith(Sending, StringComparison.Ordinal))
                Send(step.Name[Sending.Length..], step);
            foreach (var page in step.Landings)
                if (page.StartsWith(Showing, StringComparison.Ordinal))
                    Shown.Add(page[Showing.Length..]);
        }
    }

    private void Send(string route, Step step)
    {
        var sent = Sent.TryGetValue(route, out var before) ? before : (Tries: 0, Succeeded: false, Fields: []);
        for (var i = 0; i < step.Count; i++)
            sent.Fields.AddRange(step.Fields);
        Sent[route] = (sent.Tries + step.Count, sent.Succeeded || step.Outcome is Outcome.Ok or Outcome.Redirected, sent.Fields);
    }
}
