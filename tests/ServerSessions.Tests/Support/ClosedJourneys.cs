using ServerSessions.Model;

namespace ServerSessions.Tests.Support;

/// <summary>Closed journeys written down step by step; times are seconds after <see cref="SampleRequests.Zero"/>.</summary>
internal static class ClosedJourneys
{
    /// <summary>A page a minute, or at the times given with it.</summary>
    public static Journey Of(double at, int visitor, params string[] steps) => Of(at, visitor, steps.Select((s, i) => (s, i * 60.0)).ToArray());

    public static Journey Of(double at, int visitor, params (string Name, double After)[] steps) => new()
    {
        Id = SessionId.Create(SampleRequests.At(at), visitor % 4, SampleRequests.Visitor(visitor)),
        Key = SampleRequests.Visitor(visitor),
        KeyKind = KeyKind.Cookie,
        Start = UnixTime.ToDate(SampleRequests.At(at)),
        End = UnixTime.ToDate(SampleRequests.At(at + (steps.Length == 0 ? 0 : steps[^1].After))),
        Steps = [.. steps.Select(s => new Step
        {
            Name = s.Name, Time = UnixTime.ToDate(SampleRequests.At(at + s.After)), Kind = StepKind.Page, Status = 200, Server = TimeSpan.FromMilliseconds(20),
        })],
        StepCount = steps.Length,
        Requests = steps.Length,
    };

    /// <summary>The same with a variant evaluated a number of seconds after its start.</summary>
    public static Journey Exposed(this Journey journey, string variant, double after = 0, string experiment = "button") => journey with
    {
        Exposures = [.. journey.Exposures, new Exposure(experiment, variant, journey.Start.AddSeconds(after))],
    };

    public static Journey With(this Journey journey, int step, Func<Step, Step> change) => journey with
    {
        Steps = [.. journey.Steps.Select((s, i) => i == step ? change(s) : s)],
    };

    public static Journey By(this Journey journey, int user) => journey with { User = new Pseudonym(0x05E4, (ulong)user + 1) };
}
