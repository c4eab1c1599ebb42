using ServerSessions.Reports.Export;

namespace ServerSessions.Tests.Reports;

public class CsvRowTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+49", "\"'+49\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    public void No_text_is_a_formula(string text, string expected) => Assert.Equal(expected + "\r\n", new CsvRow().Add(text).Take());

    [Fact]
    public void A_row_ends_and_the_next_begins_anew()
    {
        var row = new CsvRow();
        Assert.Equal("a,,-1.5,true\r\n", row.Add("a").Add((string?)null).Add(-1.5).Add(true).Take());
        Assert.Equal("b\r\n", row.Add("b").Take());
    }
}
