using MessagePack;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>
/// Writes a text once and its number from then on: the steps of a session repeat. By instance, since names are shared; an equal text in
/// another instance is only written again.
/// </summary>
internal sealed class WrittenTexts
{
    private readonly IndexTable<WrittenText, string> _numbers = new();

    public void Write(ref MessagePackWriter writer, string? text)
    {
        if (text is null)
            writer.WriteNil();
        else if (_numbers.Add(text, out var number))
            writer.Write(text);
        else
            writer.Write((ulong)number);
    }

    public void Write(ref MessagePackWriter writer, string[]? texts)
    {
        if (texts is null)
        {
            writer.WriteNil();
            return;
        }

        Write(ref writer, texts.AsSpan());
    }

    public void Write(ref MessagePackWriter writer, ReadOnlySpan<string> texts)
    {
        writer.WriteArrayHeader(texts.Length);
        foreach (var text in texts)
            Write(ref writer, text);
    }

    public void Clear() => _numbers.Clear();
}
