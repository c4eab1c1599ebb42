using System.Runtime.CompilerServices;
using ServerSessions.Model;

namespace ServerSessions.Storage.Codec;

/// <summary>What requests of the same kind have in common: written once a batch, named by its number in the events.</summary>
internal readonly record struct Shape(string Step, HttpVerb Verb, int Status, Outcome Outcome, EventFlags Flags)
{
    // By reference: names of steps are shared, and an equal text in another instance only costs a second shape.
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Step) ^ (Status << 20) ^ (int)Flags;

    public bool Equals(Shape other) =>
        ReferenceEquals(Step, other.Step) && Status == other.Status && Flags == other.Flags && Verb == other.Verb && Outcome == other.Outcome;
}
