using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>
/// What a journey has in common with many others: client, referrer, its kinds, what its visitor is, which fields follow, the variants it was shown, the features that its user is refused, its campaign, and the traits of its user. A part of its row, so that a
/// block of journeys holds it once. Texts that come first end with a byte that no UTF-8 has; so equal beginnings are equal bytes.
/// </summary>
internal sealed record HeadPart(
    string? Client, string? Referrer, KeyKind KeyKind, CloseReason Close, JourneyClass Class, HeadActor Actor, HeadFields Has, IReadOnlyList<(string Experiment, string Variant)> Variants,
    IReadOnlyList<string> RefusedFeatures, Campaign? Campaign,
    IReadOnlyList<KeyValuePair<string, string>> Traits)
{
    private const byte Version = 4;
    private const byte End = 0xFF;

    /// <summary>Numbers for who counts by them; −1 as long as they are not given.</summary>
    public int ClientNumber { get; set; } = -1;

    /// <inheritdoc cref="ClientNumber"/>
    public int ReferrerNumber { get; set; } = -1;

    public void Write(ByteBuffer buffer)
    {
        buffer.WriteUtf8(Client ?? "");
        buffer.WriteByte(End);
        buffer.WriteUtf8(Referrer ?? "");
        buffer.WriteByte(End);
        buffer.WriteByte(Version);
        buffer.WriteByte((byte)KeyKind);
        buffer.WriteByte((byte)Close);
        buffer.WriteByte((byte)Class);
        buffer.WriteByte((byte)Actor.Actor);
        buffer.WriteByte((byte)Actor.Reason);
        buffer.WriteByte((byte)Actor.Proof);
        buffer.WriteNumber((int)Has);
        buffer.WriteNumber(Variants.Count);
        foreach (var (experiment, variant) in Variants)
        {
            buffer.WriteText(experiment);
            buffer.WriteText(variant);
        }

        if ((Has & HeadFields.RefusedFeatures) != 0)
        {
            buffer.WriteNumber(RefusedFeatures.Count);
            foreach (var feature in RefusedFeatures)
                buffer.WriteText(feature);
        }

        if (Campaign is not null)
        {
            // No value is empty: that is how one that is missing is written.
            buffer.WriteText(Campaign.Source ?? "");
            buffer.WriteText(Campaign.Medium ?? "");
            buffer.WriteText(Campaign.Name ?? "");
        }

        if ((Has & HeadFields.Traits) == 0)
            return;
        buffer.WriteNumber(Traits.Count);
        foreach (var (name, value) in Traits)
        {
            buffer.WriteText(name);
            buffer.WriteText(value);
        }
    }

    public static HeadPart Read(ReadOnlySpan<byte> part, StringPool pool)
    {
        var reader = new CompactReader(part);
        var client = pool.Get(reader.ReadTo(End));
        var referrer = pool.Get(reader.ReadTo(End));
        if (reader.ReadByte() is var version && version != Version)
            throw new InvalidMessageException($"A journey of version {version} is stored; this library reads version {Version}.");
        var kind = Known((KeyKind)reader.ReadByte());
        var close = Known((CloseReason)reader.ReadByte());
        var shape = Known((JourneyClass)reader.ReadByte());
        var actor = new HeadActor(Known((SessionActor)reader.ReadByte()), Known((ActorReason)reader.ReadByte()), Known((ActorProof)reader.ReadByte()));
        var has = (HeadFields)reader.ReadInt32();
        var variants = new (string, string)[reader.ReadCount(bytesEach: 2)];
        for (var i = 0; i < variants.Length; i++)
            variants[i] = (pool.Get(reader.ReadSized()), pool.Get(reader.ReadSized()));
        var refused = new string[(has & HeadFields.RefusedFeatures) != 0 ? reader.ReadCount(bytesEach: 1) : 0];
        for (var i = 0; i < refused.Length; i++)
            refused[i] = pool.Get(reader.ReadSized());
        var campaign = (has & HeadFields.Campaign) != 0 ? new Campaign(Value(ref reader, pool), Value(ref reader, pool), Value(ref reader, pool)) : null;
        var traits = new KeyValuePair<string, string>[(has & HeadFields.Traits) != 0 ? reader.ReadCount(bytesEach: 2) : 0];
        for (var i = 0; i < traits.Length; i++)
            traits[i] = KeyValuePair.Create(pool.Get(reader.ReadSized()), pool.Get(reader.ReadSized()));
        return new HeadPart(
            (has & HeadFields.Client) != 0 ? client : null, (has & HeadFields.Referrer) != 0 ? referrer : null, kind, close, shape, actor, has, variants, refused, campaign, traits);
    }

    private static string? Value(ref CompactReader reader, StringPool pool) => pool.Get(reader.ReadSized()) is { Length: > 0 } value ? value : null;

    private static T Known<T>(T value) where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new InvalidMessageException($"Expected a value of {typeof(T).Name}, found {value}.");
}
