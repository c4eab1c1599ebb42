using System.Text;
using ServerSessions.Model.Alerts;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

public sealed class AlertJsonTests
{
    [Fact]
    public void What_is_encoded_is_decoded()
    {
        var alert = SampleAlert.Of() with { State = AlertState.FalsePositive };
        var decoded = AlertJson.Decode(AlertJson.Encode(alert));
        Assert.Equivalent(alert, decoded, strict: true);
    }

    [Fact]
    public void Enums_are_camelCase_words()
    {
        var text = Encoding.UTF8.GetString(AlertJson.Encode(SampleAlert.Of() with { State = AlertState.FalsePositive }));
        Assert.Contains("\"state\":\"falsePositive\"", text);
        Assert.Contains("\"severity\":\"high\"", text);
        Assert.Contains("\"kind\":\"source\"", text);
        Assert.Contains("\"outcome\":\"denied\"", text);
    }

    [Fact]
    public void An_endless_measure_survives()
    {
        var alert = SampleAlert.Of();
        alert = alert with { Finding = alert.Finding with { Measures = [new Measure("ratio", double.PositiveInfinity, 2)] } };
        Assert.Equal(double.PositiveInfinity, AlertJson.Decode(AlertJson.Encode(alert)).Finding.Measures[0].Value);
    }

    [Fact]
    public void Unknown_members_are_ignored_and_lists_may_be_left_out()
    {
        var json = """
            {"id":"a","future":1,"finding":{"rule":"D1","name":"n","severity":"low","subject":{"kind":"user","hash":"h"},
             "first":"2026-03-04T00:00:00Z","raised":"2026-03-04T00:00:00Z","last":"2026-03-04T00:00:00Z","count":1,"reason":"r"}}
            """;
        var alert = AlertJson.Decode(Encoding.UTF8.GetBytes(json));
        Assert.Equal("D1", alert.Finding.Rule);
        Assert.Empty(alert.Finding.Measures);
        Assert.Empty(alert.Finding.Evidence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":null,\"finding\":null}")]
    [InlineData("{\"id\":\"a\"")]
    [InlineData("{\"x\":[[[[[[[[[[[[]]]]]]]]]]]]}")]
    public void Json_that_is_no_alert_is_refused_with_the_reason(string json) => Assert.Throws<FormatException>(() => AlertJson.Decode(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void What_is_too_long_is_refused_unread() =>
        Assert.Contains("at most", Assert.Throws<FormatException>(() => AlertJson.Decode(new byte[AlertJson.MaxBytes + 1])).Message);
}
