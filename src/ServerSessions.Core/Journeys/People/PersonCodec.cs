using System.Buffers;
using MessagePack;
using ServerSessions.Journeys.Codec;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.People;

/// <summary>Encodes memories of people, and what sessions report to them. Sessions are written once and then by their number.</summary>
internal static class PersonCodec
{
    private const int MemoryFields = 5;
    private const int MemoryFieldsWithWithdrawal = 6;
    private const int ReportFields = 4;
    private const int Version = 1;

    public static ReadOnlyMemory<byte> Encode(PersonMemory memory)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        var writer = new MessagePackWriter(buffer);
        Write(ref writer, memory);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <exception cref="InvalidMessageException">The bytes are no memory of this version.</exception>
    public static PersonMemory Decode(ReadOnlyMemory<byte> data) => PackedReader.Read(data, 0, static (_, ref reader) => ReadMemory(ref reader));

    public static ReadOnlyMemory<byte> EncodeReports(IReadOnlyList<PersonProgress> reports)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(reports.Count);
        foreach (var report in reports)
        {
            writer.WriteArrayHeader(ReportFields);
            writer.Write(report.Person);
            writer.Write(report.Session);
            writer.Write(report.MovesAway);
            Write(ref writer, report.News);
        }

        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <exception cref="InvalidMessageException">The bytes are no reports.</exception>
    public static PersonProgress[] DecodeReports(ReadOnlyMemory<byte> data) => PackedReader.Read(data, 0, static (_, ref reader) => ReadReports(ref reader));

    private static void Write(ref MessagePackWriter writer, PersonMemory memory)
    {
        SessionId[] sessions = [.. memory.Tasks.Select(t => t.Session).Concat(memory.Features.Select(f => f.Session)).Concat(memory.Places.Select(p => p.Session)).Distinct()];
        writer.WriteArrayHeader(MemoryFieldsWithWithdrawal);
        writer.Write(Version);
        writer.WriteArrayHeader(sessions.Length);
        foreach (var session in sessions)
            writer.Write(session);
        writer.WriteArrayHeader(memory.Tasks.Length);
        foreach (var task in memory.Tasks)
        {
            writer.Write(task.Name);
            writer.Write(task.Step);
            writer.Write(task.At);
            writer.Write(task.IsForm);
            writer.Write(task.IsDone);
            writer.Write(Array.IndexOf(sessions, task.Session));
        }

        writer.WriteArrayHeader(memory.Features.Length);
        foreach (var feature in memory.Features)
        {
            writer.Write(feature.Name);
            writer.Write(feature.At);
            writer.Write(Array.IndexOf(sessions, feature.Session));
        }

        writer.WriteArrayHeader(memory.Places.Length);
        foreach (var place in memory.Places)
        {
            writer.Write(place.Step);
            writer.Write(place.At);
            writer.Write(Array.IndexOf(sessions, place.Session));
        }

        writer.Write(memory.WithdrawnUntil);
    }

    private static PersonMemory ReadMemory(ref PackedReader reader)
    {
        var fields = reader.ReadRecordHeader(MemoryFields);
        if (reader.ReadInt32() is not Version and var version)
            throw new InvalidMessageException($"A memory of version {version} is stored; this library reads version {Version}.");
        var sessions = new SessionId[reader.ReadArrayHeader()];
        for (var i = 0; i < sessions.Length; i++)
            sessions[i] = reader.ReadSessionId();
        var tasks = new RememberedTask[reader.ReadArrayHeader()];
        for (var i = 0; i < tasks.Length; i++)
        {
            var (name, step, at) = (reader.ReadString(), reader.ReadString(), Fields.Time(reader.ReadInt64()));
            tasks[i] = new RememberedTask(name, reader.ReadBoolean(), step, at, reader.ReadBoolean(), sessions[reader.ReadIndex(sessions.Length)]);
        }

        var features = new RememberedFeature[reader.ReadArrayHeader()];
        for (var i = 0; i < features.Length; i++)
            features[i] = new RememberedFeature(reader.ReadString(), Fields.Time(reader.ReadInt64()), sessions[reader.ReadIndex(sessions.Length)]);
        var places = new RememberedPlace[reader.ReadArrayHeader()];
        for (var i = 0; i < places.Length; i++)
            places[i] = new RememberedPlace(reader.ReadString(), Fields.Time(reader.ReadInt64()), sessions[reader.ReadIndex(sessions.Length)]);
        // Written by a version that knows of no withdrawals: none.
        var withdrawn = fields > MemoryFields ? Fields.Time(reader.ReadInt64()) : 0;
        reader.SkipRest(Math.Min(fields, MemoryFieldsWithWithdrawal), fields);
        return new PersonMemory { Tasks = tasks, Features = features, Places = places, WithdrawnUntil = withdrawn };
    }

    private static PersonProgress[] ReadReports(ref PackedReader reader)
    {
        var reports = new PersonProgress[reader.ReadArrayHeader()];
        for (var i = 0; i < reports.Length; i++)
        {
            var fields = reader.ReadRecordHeader(ReportFields);
            reports[i] = new PersonProgress(reader.ReadPseudonym(), reader.ReadSessionId()) { MovesAway = reader.ReadBoolean(), News = ReadMemory(ref reader) };
            reader.SkipRest(ReportFields, fields);
        }

        return reports;
    }
}
