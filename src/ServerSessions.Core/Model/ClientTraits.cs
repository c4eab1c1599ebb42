namespace ServerSessions.Model;

/// <summary>
/// What a client shows beside its name, as far as it distinguishes two clients: a few bits each, too few to recognise a person by.
/// The default says that nothing is known; a part of 0 is not known.
/// </summary>
/// <param name="Value">Bits 0–7 the languages, 8–13 the client hints, 14–19 the connection, 20 whether the address is an IPv6 address, 21–31 the key.</param>
internal readonly record struct ClientTraits(uint Value)
{
    public const int MaxLanguages = 255;
    public const int MaxHints = 63;
    public const int MaxConnection = 63;
    private const int HintsShift = 8;
    private const int ConnectionShift = 14;
    private const uint IPv6 = 1 << 20;
    private const int KeyShift = 21;

    public bool IsNone => Value == 0;

    public bool IsIPv6 => (Value & IPv6) != 0;

    // Keyed hash of the languages that were asked for.
    private uint Languages => Value & MaxLanguages;

    // Keyed hash of platform and kind of device of the client hints, or of their absence.
    private uint Hints => (Value >> HintsShift) & MaxHints;

    // Keyed hash of what a proxy may change: encodings, version of HTTP, facts about TLS.
    private uint Connection => (Value >> ConnectionShift) & MaxConnection;

    // Hashes under two keys cannot be compared.
    private uint Key => Value >> KeyShift;

    public static ClientTraits Of(uint languages, uint hints, uint connection, bool isIPv6, uint key) =>
        new(languages | (hints << HintsShift) | (connection << ConnectionShift) | (isIPv6 ? IPv6 : 0) | (key << KeyShift));

    /// <summary>These, of a client at this kind of address.</summary>
    public ClientTraits At(bool isIPv6) => new(isIPv6 ? Value | IPv6 : Value & ~IPv6);

    /// <summary>These, and what only the other ones know.</summary>
    public ClientTraits With(ClientTraits other) => IsNone ? other
        : Key != other.Key ? this
        : Of(
            Languages != 0 ? Languages : other.Languages,
            Hints != 0 ? Hints : other.Hints,
            Connection != 0 ? Connection : other.Connection,
            IsIPv6,
            Key);

    /// <summary>Whether both are known, under the same key.</summary>
    public bool IsComparable(ClientTraits other) => !IsNone && !other.IsNone && Key == other.Key;

    /// <summary>Whether the languages or the client hints differ, which no network changes.</summary>
    public bool IsOtherClient(ClientTraits other) => Key == other.Key && (Differ(Languages, other.Languages) || Differ(Hints, other.Hints));

    /// <summary>Whether the connections differ; a proxy of the network can be the reason.</summary>
    public bool IsOtherConnection(ClientTraits other) => Key == other.Key && Differ(Connection, other.Connection);

    private static bool Differ(uint one, uint other) => one != other && one != 0 && other != 0;
}
