using System.Text;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Tests.Cli.Logs;

public class StringTableTests
{
    [Fact]
    public void Equal_texts_have_one_number_and_are_kept_in_full()
    {
        var table = new StringTable();
        var texts = Enumerable.Range(0, 20_000).Select(number => $"{new string('x', number % 300)}{number}").ToArray();
        var first = texts.Select(text => table.Intern(Encoding.UTF8.GetBytes(text))).ToArray();
        var second = texts.Select(text => table.Intern(Encoding.UTF8.GetBytes(text))).ToArray();
        Assert.Equal(Enumerable.Range(0, texts.Length), first);
        Assert.Equal(first, second);
        Assert.Equal(texts, first.Select(table.Text));
    }

    [Fact]
    public void A_text_longer_than_a_block_is_kept()
    {
        var table = new StringTable();
        var large = new string('y', 3_000_000);
        var id = table.Intern(Encoding.UTF8.GetBytes(large));
        table.Intern("z"u8);
        Assert.Equal(large, table.Text(id));
    }
}
