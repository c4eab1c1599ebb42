using System.Text.Json.Nodes;
using ServerSessions.Reports;

namespace ServerSessions.Tests.Reports;

public sealed class CsvTableTests
{
    private const string Report =
        """
        {
          "sessions": 3,
          "flows": [
            { "flow": "buy", "entered": 2, "time": { "p50": 1.25, "p90": null }, "left": [{ "step": "=cmd", "sessions": 1, "causes": [{ "cause": "ok", "count": 1 }] }, { "step": "pay, now", "sessions": 2, "causes": [] }] },
            { "flow": "sign-up", "entered": -1, "time": { "p50": null, "p90": 2 }, "left": [] }
          ],
          "names": ["a", "b"],
          "grid": [[1, 2], [3]],
          "parts": { "mobile": { "units": 4 }, "desktop": { "units": 5 } }
        }
        """;

    [Theory]
    [InlineData(null, "flow,entered,time.p50,time.p90,left|buy,2,1.25,,*|sign-up,-1,,2,")]
    [InlineData("flows", "flow,entered,time.p50,time.p90,left|buy,2,1.25,,*|sign-up,-1,,2,")]
    [InlineData("flows.left", "flow,entered,time.p50,step,sessions,causes|buy,2,1.25,\"'=cmd\",1,*|buy,2,1.25,\"pay, now\",2,")]
    [InlineData("names", "value|a|b")]
    [InlineData("grid", "0,1|1,2|3,")]
    [InlineData("parts", "parts,units|mobile,4|desktop,5")]
    public void Every_table_of_a_result_is_a_file(string? path, string expected)
    {
        var lines = CsvTable.Write(JsonNode.Parse(Report), path).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Split('|').Length, lines.Length);
        Assert.All(expected.Split('|').Zip(lines), pair => Assert.StartsWith(pair.First.TrimEnd('*'), pair.Second));
    }

    [Fact]
    public void An_unknown_table_is_refused_with_the_names_that_there_are() => Assert.Contains(
        "expected one of flows, flows.left, names, grid, parts",
        Assert.Throws<ArgumentException>(() => CsvTable.Write(JsonNode.Parse(Report), "lost")).Message);

    [Fact]
    public void A_result_without_a_table_is_one_row() => Assert.Equal("served,ratio\r\n7,0.5\r\n", CsvTable.Write(JsonNode.Parse("{ \"served\": 7, \"ratio\": 0.5 }"), null));
}
