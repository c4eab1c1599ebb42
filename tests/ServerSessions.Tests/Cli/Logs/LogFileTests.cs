using System.IO.Compression;
using System.Text;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Logs;

public sealed class LogFileTests : IDisposable
{
    private static readonly string Text = LogLine.Combined("10:00:00", "/ä") + "\n" + LogLine.Combined("10:00:01", "/b") + "\n";

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 mark", "utf-16", "utf-16 mark", "utf-16BE", "utf-16BE mark"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_encoding_shows_by_the_content_packed_or_not(string name)
    {
        var encoding = Encoding.GetEncoding(name.Split(' ')[0]);
        var content = encoding.GetBytes(Text);
        content = name.EndsWith("mark", StringComparison.Ordinal) ? [.. encoding.GetPreamble(), .. content] : content;
        foreach (var file in (byte[][])[content, Packed(content)])
        {
            var log = ReadLog.OfFiles(file);
            Assert.Equal(["/ä", "/b"], log.Requests.Select(request => request.Path));
            Assert.Equal(0, log.Unparsed);
            Assert.Single(log.Requests.Select(request => request.Key).Distinct());
        }
    }

    [Fact]
    public async Task A_packed_log_needs_no_ending_of_its_name_and_may_have_several_members()
    {
        var file = _cli.Bytes("access.log.1", [.. Packed(Encoding.UTF8.GetBytes(Text)), .. Packed(Encoding.UTF8.GetBytes(Text))]);
        Assert.Equal(4, (await _cli.RunAsync("replay", file, "--json")).Number("requests"));
    }

    [Fact]
    public async Task A_name_that_says_packed_and_a_file_that_is_not_is_bad_input()
    {
        var result = await _cli.RunAsync("replay", _cli.Log("a.log.gz", LogLine.Combined()));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("not packed by gzip", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("replay", _cli.Log("empty.log.gz"))).ExitCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(400)]
    public async Task A_packed_log_that_is_cut_off_is_bad_input_with_the_number_of_lines_that_it_has(int missing)
    {
        var lines = string.Concat(Enumerable.Range(0, 20_000).Select(n => LogLine.Combined("10:00:00", $"/{n * 7919 % 99_991}") + "\n"));
        var result = await _cli.RunAsync("replay", _cli.Bytes("cut.log.gz", Packed(Encoding.UTF8.GetBytes(lines))[..^missing]));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Matches("damaged or not whole: .* [0-9,]+ lines were read until there", result.Error);
    }

    [Fact]
    public void A_file_shorter_than_any_mark_is_read_as_it_is() => Assert.Equal(1, ReadLog.OfFiles("x"u8.ToArray()).Unparsed);

    [Fact]
    public void Files_of_one_log_are_in_the_order_of_their_times_however_they_were_named()
    {
        byte[] Lines(params (string Time, string Path)[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => LogLine.Combined(line.Time, line.Path) + "\n")));
        var newer = Lines(("10:00:01", "/3"), ("10:00:01", "/4"), ("10:00:02", "/5"));
        var older = Lines(("10:00:00", "/1"), ("10:00:01", "/2"));
        Assert.Equal(["/1", "/2", "/3", "/4", "/5"], ReadLog.OfFiles(newer, older).Requests.Select(request => request.Path));
        Assert.Equal(["/1", "/2", "/3", "/4", "/5"], ReadLog.OfFiles(older, newer).Requests.Select(request => request.Path));
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }
}
