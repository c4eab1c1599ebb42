using System.Text;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Tests.Cli.Logs;

public class LogLineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\nb\n", new[] { "a", "b" })]
    [InlineData("a\r\nb\r\n", new[] { "a", "b" })]
    [InlineData("a\rb", new[] { "a", "b" })]
    [InlineData("a\n\r\nb\r\r\nc", new[] { "a", "", "b", "", "c" })]
    [InlineData("abcdefghij\r\nk", new[] { "abcdefghij", "k" })]
    public void Lf_crlf_and_a_lone_cr_end_a_line_wherever_the_buffer_ends(string content, string[] lines)
    {
        for (var buffer = 1; buffer <= 12; buffer++)
            Assert.Equal(lines, Read(content, buffer, maxLineBytes: 1024).Select(line => line.Text));
    }

    [Fact]
    public void A_line_longer_than_the_longest_is_marked_and_passed_over()
    {
        var lines = Read($"{new string('a', 100)}\nb\r\n{new string('c', 101)}", 4, maxLineBytes: 16);
        Assert.Equal([true, false, true], lines.Select(line => line.TooLong));
        Assert.Equal([new string('a', 16), "b", new string('c', 16)], lines.Select(line => line.Text));
    }

    private static List<(string Text, bool TooLong)> Read(string content, int buffer, int maxLineBytes)
    {
        var reader = new LogLineReader(new MemoryStream(Encoding.UTF8.GetBytes(content)), buffer, maxLineBytes);
        var lines = new List<(string, bool)>();
        while (reader.TryRead(out var line, out var tooLong))
            lines.Add((Encoding.UTF8.GetString(line), tooLong));
        return lines;
    }
}
