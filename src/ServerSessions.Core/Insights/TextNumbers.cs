
namespace ServerSessions.Insights;

/// <summary>Texts as numbers from 0 on, in the order in which they first came: what is counted by them is an array.</summary>
internal sealed class TextNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public int Count => _texts.Count;

    public string this[int number] => _texts[number];

    public int Of(string text)
    {
        if (_numbers.TryGetValue(text, out var number))
            return number;
        _numbers.Add(text, _texts.Count);
        _texts.Add(text);
        return _texts.Count - 1;
    }
}
