using System.Runtime.CompilerServices;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>A text that was written, known by its instance.</summary>
internal readonly record struct WrittenText(string Text) : IIndexed<WrittenText, string>
{
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Text);

    public bool IsOf(in string source) => ReferenceEquals(Text, source);

    static WrittenText IIndexed<WrittenText, string>.Of(in string source) => new(source);

    static int IIndexed<WrittenText, string>.Hash(in string source) => RuntimeHelpers.GetHashCode(source);
}
