using System.Runtime.CompilerServices;
using ServerSessions.Model;

namespace ServerSessions.Storage.Codec;

/// <summary>What requests of the same kind have in common: written once a batch, named by its number in the events.</summary>
internal readonly record struct Shape(string Step, HttpVerb Verb, int Status, Outcome Outcome, EventFlags Flags) : IIndexed<Shape, RequestEvent>
{
    // By reference: names of steps are shared, and an equal text in another instance only costs a second shape.
    public override int GetHashCode() => HashOf(Step, Status, Flags);

    public bool Equals(Shape other) =>
        ReferenceEquals(Step, other.Step) && Status == other.Status && Flags == other.Flags && Verb == other.Verb && Outcome == other.Outcome;

    public bool IsOf(in RequestEvent e) =>
        ReferenceEquals(Step, e.Step) && Status == e.Status && Flags == e.Flags && Verb == e.Verb && Outcome == e.Outcome;

    static Shape IIndexed<Shape, RequestEvent>.Of(in RequestEvent e) => new(e.Step, e.Verb, e.Status, e.Outcome, e.Flags);

    static int IIndexed<Shape, RequestEvent>.Hash(in RequestEvent e) => HashOf(e.Step, e.Status, e.Flags);

    private static int HashOf(string step, int status, EventFlags flags) => RuntimeHelpers.GetHashCode(step) ^ (status << 20) ^ (int)flags;
}
