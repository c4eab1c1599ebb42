namespace ServerSessions.Simulation.Shop.Capture;

/// <summary>Numbers for texts, from 1: pseudonyms of a simulation need be nothing but distinct.</summary>
internal sealed class Numbers
{
    private readonly Dictionary<string, ulong> _numbers = new(StringComparer.Ordinal);

    public ulong Of(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
            _numbers.Add(text, number = (ulong)_numbers.Count + 1);
        return number;
    }
}
