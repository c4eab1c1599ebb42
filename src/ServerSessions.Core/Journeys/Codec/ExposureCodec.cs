using MessagePack;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Writes a session's exposures: experiment, variant, microseconds since its start.</summary>
internal static class ExposureCodec
{
    private const int FieldsEach = 3;

    public static void Write(ref MessagePackWriter writer, IReadOnlyList<Exposure> exposures, long start)
    {
        writer.WriteArrayHeader(FieldsEach * exposures.Count);
        foreach (var exposure in exposures)
        {
            writer.Write(exposure.Experiment);
            writer.Write(exposure.Variant);
            writer.Write(exposure.Time.ToMicroseconds() - start);
        }
    }

    public static Exposure[] Read(ref PackedReader reader, long start, StringPool pool)
    {
        var values = reader.ReadArrayHeader();
        if (values % FieldsEach != 0)
            throw new InvalidMessageException($"Exposures have {FieldsEach} values each, but {values} are announced.");
        var exposures = new Exposure[values / FieldsEach];
        for (var i = 0; i < exposures.Length; i++)
            exposures[i] = new Exposure(
                pool.Get(reader.ReadText()), pool.Get(reader.ReadText()), UnixTime.ToDate(Fields.Time(unchecked(start + reader.ReadInt64()))));
        return exposures;
    }
}
