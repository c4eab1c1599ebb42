using System.Text;
using ServerSessions.Model.Erasing;

namespace ServerSessions.Chaos.Compare;

/// <summary>Searches bytes for ids from outside, in every form that the product writes, without the code that the product searches with.</summary>
internal sealed class TraceSearch
{
    private readonly List<(string Form, byte[] Bytes)> _patterns = [];

    public TraceSearch Add(string what, Pseudonym id)
    {
        var bytes = new byte[Pseudonym.Size];
        id.Write(bytes);
        _patterns.Add(($"{what}, bytes", bytes));
        _patterns.Add(($"{what}, second half", bytes[8..]));
        _patterns.Add(($"{what}, digits", Encoding.ASCII.GetBytes(id.ToString())));
        _patterns.Add(($"{what}, capital digits", Encoding.ASCII.GetBytes(id.ToString().ToUpperInvariant())));
        _patterns.Add(($"{what}, first digits", Encoding.ASCII.GetBytes(id.ToString()[..12])));
        // Inside a longer text, Base64 begins at any of three places.
        for (var skip = 0; skip < 3; skip++)
            _patterns.Add(($"{what}, Base64 {skip}", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes[skip..(skip + 12)]))));
        return this;
    }

    public TraceSearch Add(string what, SessionId session)
    {
        _patterns.Add(($"{what}, text", Encoding.ASCII.GetBytes(session.ToString())));
        var id = PersonIds.Of(session);
        var bytes = new byte[Pseudonym.Size];
        id.Write(bytes);
        _patterns.Add(($"{what}, bytes", bytes));
        // A block writes the times of its ids apart from their random half.
        _patterns.Add(($"{what}, random half", bytes[8..]));
        for (var skip = 0; skip < 3; skip++)
            _patterns.Add(($"{what}, Base64 {skip}", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes[skip..(skip + 12)]))));
        return this;
    }

    public TraceSearch Add(string what, string text)
    {
        _patterns.Add((what, Encoding.UTF8.GetBytes(text)));
        return this;
    }

    public IReadOnlyList<string> In(string place, ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        foreach (var (form, pattern) in _patterns)
            if (bytes.IndexOf(pattern) is >= 0 and var at)
                found.Add($"{place}: {form} at {at}: …{Encoding.Latin1.GetString(bytes[Math.Max(0, at - 120)..at]).ReplaceLineEndings(" ")}");
        return found;
    }

    public IReadOnlyList<string> In(string place, string text) => In(place, Encoding.UTF8.GetBytes(text));
}
