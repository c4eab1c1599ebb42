using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Identity;
using ServerSessions.Response;

namespace ServerSessions.Capture;

/// <summary>
/// The requests of this node that did not end at once: lists under a few locks, so that a request pays two short ones. They are walked only
/// when a decision comes.
/// </summary>
internal sealed class OpenRequests(VisitKeys keys, ResponseGate gate) : IOpenRequests
{
    private const int Stripes = 16;

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new Stripe())];

    public OpenRequest Add(HttpContext context, Visit visit)
    {
        var number = Environment.CurrentManagedThreadId % Stripes;
        var open = new OpenRequest(context, visit, number);
        var stripe = _stripes[number];
        lock (stripe.Gate)
        {
            open.After = stripe.First;
            if (stripe.First is { } first)
                first.Before = open;
            stripe.First = open;
        }

        return open;
    }

    public void Remove(OpenRequest open)
    {
        open.End();
        var stripe = _stripes[open.Stripe];
        lock (stripe.Gate)
        {
            if (open.Before is { } before)
                before.After = open.After;
            else
                stripe.First = open.After;
            if (open.After is { } after)
                after.Before = open.Before;
        }
    }

    public int AbortHeld()
    {
        var found = new List<OpenRequest>();
        foreach (var stripe in _stripes)
            lock (stripe.Gate)
                for (var open = stripe.First; open is not null; open = open.After)
                    if (gate.Cuts(open.Context, keys.Of(open.Visit)))
                        found.Add(open);
        return found.Count(open => open.Abort());
    }

    private sealed class Stripe
    {
        public Lock Gate { get; } = new();

        public OpenRequest? First { get; set; }
    }
}
