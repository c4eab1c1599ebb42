using System.Buffers;
using System.Text.Json;
using ServerSessions.Model.Erasing;
using ServerSessions.Privacy;
using ServerSessions.Reports.Export;

namespace ServerSessions.PersonalData;

/// <summary>Writes a person's records of all kinds as one JSON document, and the steps as CSV, without holding them in memory.</summary>
internal sealed class PersonExport(IEnumerable<IPersonalRecords> records, PersonSessions sessions, TimeProvider time)
{
    public const string Format = "serversessions-export/1";

    private const int Enough = 1 << 16;

    public async ValueTask<long> WriteAsync(PersonIds subject, Stream output, CancellationToken cancellationToken)
    {
        // A session's own records are found by its id alone; a person's also by sessions and browsers.
        var person = subject.IsPerson ? await sessions.IdentifyAsync(subject, cancellationToken) : new Person(subject);
        var count = 0L;
        // Into a buffer: a serializer that has written a value flushes its writer, which a response refuses.
        var buffer = new ArrayBufferWriter<byte>(2 * Enough);
        await using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("created", time.GetUtcNow());
        json.WriteStartObject("subject");
        json.WriteString("kind", subject.IsPerson ? "user" : "session");
        json.WriteStartArray("ids");
        foreach (var id in subject.Users)
            json.WriteStringValue(id.ToString());
        foreach (var id in subject.Sessions)
            json.WriteStringValue(id.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
        foreach (var kind in records)
        {
            json.WriteStartArray(kind.Name);
            await foreach (var write in kind.ExportAsync(person, cancellationToken))
            {
                write(json);
                count++;
                if (buffer.WrittenCount >= Enough)
                    await PassAsync(buffer, output, cancellationToken);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await PassAsync(buffer, output, cancellationToken);
        return count;
    }

    public async ValueTask<long> WriteStepsAsync(PersonIds subject, Stream output, CancellationToken cancellationToken)
    {
        using var writer = new ExportWriter(output);
        writer.Line(StepColumns.Header);
        var count = 0L;
        await foreach (var journey in sessions.ListAsync(subject, cancellationToken))
        {
            foreach (var step in journey.Steps)
            {
                writer.Line(StepColumns.Row(journey.Id.ToString(), journey.User.IsNone ? null : journey.User.ToString(), step, feature: null, journey.Actor));
                count++;
            }

            await writer.PassAsync(cancellationToken);
        }

        await writer.PassAsync(cancellationToken, all: true);
        return count;
    }

    private static async ValueTask PassAsync(ArrayBufferWriter<byte> buffer, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
        buffer.ResetWrittenCount();
    }
}
