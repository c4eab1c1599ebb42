using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Writes a text once and its number from then on: the steps of a session repeat.</summary>
internal sealed class WrittenTexts
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public void Write(ref MessagePackWriter writer, string? text)
    {
        if (text is null)
            writer.WriteNil();
        else if (_numbers.TryGetValue(text, out var number))
            writer.Write(number);
        else
        {
            _numbers.Add(text, _numbers.Count);
            writer.Write(text);
        }
    }

    public void Write(ref MessagePackWriter writer, string[]? texts)
    {
        if (texts is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(texts.Length);
        foreach (var text in texts)
            Write(ref writer, text);
    }

    public void Clear() => _numbers.Clear();
}
