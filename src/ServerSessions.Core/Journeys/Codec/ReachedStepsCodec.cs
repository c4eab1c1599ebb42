using MessagePack;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes the steps that a session and the one before it reached: two arrays of names and times in turn.</summary>
internal static class ReachedStepsCodec
{
    public static void Write(ref MessagePackWriter writer, ReachedSteps? reached, WrittenTexts texts)
    {
        Write(ref writer, reached?.Here, texts);
        Write(ref writer, reached?.Earlier, texts);
    }

    /// <returns>Null when there are none.</returns>
    public static ReachedSteps? Read(ref PackedReader reader, ReadTexts texts)
    {
        var (here, earlier) = (ReadOne(ref reader, texts), ReadOne(ref reader, texts));
        return here is null && earlier is null ? null : new ReachedSteps { Here = here, Earlier = earlier };
    }

    private static void Write(ref MessagePackWriter writer, Dictionary<string, long>? reached, WrittenTexts texts)
    {
        if (reached is null)
        {
            writer.WriteArrayHeader(0);
            return;
        }

        writer.WriteArrayHeader(2 * reached.Count);
        foreach (var (step, time) in reached)
        {
            texts.Write(ref writer, step);
            writer.Write(time);
        }
    }

    private static Dictionary<string, long>? ReadOne(ref PackedReader reader, ReadTexts texts)
    {
        var left = reader.ReadArrayHeader() / 2;
        if (left == 0)
            return null;
        var reached = new Dictionary<string, long>(StringComparer.Ordinal);
        for (; left > 0; left--)
        {
            var step = texts.Read(ref reader);
            reached[step] = Fields.Time(reader.ReadInt64());
        }

        return reached;
    }
}
