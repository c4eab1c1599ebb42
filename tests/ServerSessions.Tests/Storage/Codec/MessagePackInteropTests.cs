using System.Buffers;
using System.Text.Json;
using MessagePack;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storage.Codec;

public class MessagePackInteropTests
{
    private delegate void Write(ref MessagePackWriter writer);

    private delegate ref byte WriteInteger(ref byte to);

    [Fact]
    public async Task Another_implementation_reads_what_we_write_and_we_read_what_it_writes()
    {
        var messages = Messages().ToArray();

        var answers = await NodeScript.RunAsync("messagepack.mjs", messages.Select(m => Convert.ToBase64String(m.Bytes)));

        Assert.Equal(messages.Length, answers.Length);
        foreach (var ((said, bytes), answer) in messages.Zip(answers))
        {
            using var json = JsonDocument.Parse(answer);
            Assert.Equal(said, json.RootElement.GetProperty("said").GetString());
            Assert.Equal(said, MessagePackText.Describe(bytes));
            Assert.Equal(said, MessagePackText.Describe(json.RootElement.GetProperty("encoded").GetBytesFromBase64()));
        }
    }

    [Fact]
    public async Task Another_implementation_reads_a_batch_of_events()
    {
        var encoder = new EventBatchEncoder();
        encoder.Begin("v1");
        foreach (var e in EventSamples.Mixed(50, 25))
            encoder.Add(e);
        encoder.Add(new Signal(ActorKind.Account, new Pseudonym(1, 2), SessionId.Create(5, 3, default), EventSamples.Mixed(1, 1)[0]));
        var payload = encoder.Finish().ToArray();

        var answer = Assert.Single(await NodeScript.RunAsync("messagepack.mjs", [Convert.ToBase64String(payload)]));

        using var json = JsonDocument.Parse(answer);
        Assert.Equal(MessagePackText.Describe(payload), json.RootElement.GetProperty("said").GetString());
        var again = json.RootElement.GetProperty("encoded").GetBytesFromBase64();
        Assert.Equal(Records(payload), Records(again));
    }

    private static string[] Records(byte[] payload) => [.. new EventBatchDecoder(new StringPool()).Decode(payload).Records.ToArray().Select(RecordText.Of)];

    private static IEnumerable<(string Said, byte[] Bytes)> Messages()
    {
        yield return Message("nil", (ref MessagePackWriter w) => w.WriteNil());
        yield return Message("true", (ref MessagePackWriter w) => w.Write(true));
        yield return Message("false", (ref MessagePackWriter w) => w.Write(false));
        foreach (var value in Edges())
        {
            yield return Message($"int {value}", (ref MessagePackWriter w) => w.Write(value));
            yield return Integer($"int {value}", (ref byte to) => ref PackedInteger.Write(ref to, value));
        }
        foreach (var value in new[] { (ulong)long.MaxValue + 1, ulong.MaxValue })
        {
            yield return Message($"int {value}", (ref MessagePackWriter w) => w.Write(value));
            yield return Integer($"int {value}", (ref byte to) => ref PackedInteger.Write(ref to, value));
        }
        var edges = Edges().ToArray();
        yield return Message($"[{string.Join(", ", edges.Select(e => $"int {e}"))}]", (ref MessagePackWriter w) =>
        {
            w.WriteArrayHeader(edges.Length);
            w.WriteIntegers(edges);
        });
        foreach (var length in new[] { 0, 1, 31, 32, 255, 256, 65_535, 65_536 })
        {
            var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            yield return Message($"bin {Convert.ToHexStringLower(bytes)}", (ref MessagePackWriter w) => w.Write(bytes));
            yield return Message($"str {string.Concat(Enumerable.Repeat("61", length))}", (ref MessagePackWriter w) => w.Write(new string('a', length)));
        }
        yield return Message("str c3a4e282acf09f9880", (ref MessagePackWriter w) => w.Write("ä€😀"));
        foreach (var count in new[] { 0, 15, 16, 65_535, 65_536 })
        {
            yield return Message($"[{string.Join(", ", Enumerable.Repeat("nil", count))}]", (ref MessagePackWriter w) =>
            {
                w.WriteArrayHeader(count);
                for (var i = 0; i < count; i++)
                    w.WriteNil();
            });
        }
    }

    private static IEnumerable<long> Edges()
    {
        long[] around = [0, 31, 32, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, int.MaxValue, uint.MaxValue, 1L << 53];
        return around.SelectMany(edge => new[] { edge - 1, edge, edge + 1, -edge, -edge - 1 }).Append(long.MaxValue).Append(long.MinValue).Distinct();
    }

    private static (string, byte[]) Message(string said, Write write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        write(ref writer);
        writer.Flush();
        return (said, buffer.WrittenSpan.ToArray());
    }

    private static (string, byte[]) Integer(string said, WriteInteger write)
    {
        var buffer = new ByteBuffer();
        buffer.AdvanceTo(ref write(ref buffer.Reserve(PackedInteger.MaxBytes)));
        return (said, buffer.Written.ToArray());
    }
}
