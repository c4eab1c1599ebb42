using System.Text;
using Microsoft.Extensions.Configuration;
using ServerSessions.Hosting.Configuration;

namespace ServerSessions.Tests.Hosting.Configuration;

/// <summary>Values that the framework's binder would skip, read as something else, or end with an exception that has no path.</summary>
public class ConfigurationChecksTests
{
    [Theory]
    [InlineData("""{ "MaxAge": 5 }""", "S:MaxAge is \"5\"; expected a time span such as 00:30:00")] // days
    [InlineData("""{ "MaxAge": "" }""", "S:MaxAge is \"\"; expected a time span")]
    [InlineData("""{ "MaxAge": null }""", "S:MaxAge is null; expected a time span")]
    [InlineData("""{ "TimeZone": "" }""", "S:TimeZone is \"\"; expected the id of a time zone")]
    [InlineData("""{ "Partitions": "0x10" }""", "S:Partitions is \"0x10\"; expected a whole number")]
    [InlineData("""{ "Detection": { "Modes": { "D17": "2" } } }""", "S:Detection:Modes:D17 is \"2\"; expected one of Off")]
    [InlineData("""{ "Detection": { "Modes": { "D17": "Off,Observe" } } }""", "S:Detection:Modes:D17 is \"Off,Observe\"; expected one of Off")]
    [InlineData("""{ "Detection": { "Modes": { "D17": "" } } }""", "S:Detection:Modes:D17 is empty; expected one of Off")]
    [InlineData("""{ "Roles": "3" }""", "S:Roles is \"3\"; expected one or more")]
    [InlineData("""{ "Goals": [ "a", "" ] }""", "S:Goals:1 is empty; expected a text")]
    [InlineData("""{ "Goals": { "x": "a" } }""", "S:Goals has the member \"x\"; expected a list")]
    [InlineData("""{ "Flows": { "cart": { "Name": "x", "Steps": [ "a", "b" ] } } }""", "S:Flows has the member \"cart\"; expected a list")]
    [InlineData("""{ "Goals": [ null ] }""", "S:Goals:0 is null; expected a text")]
    [InlineData("""{ "Flows": [ { "Name": "x", "Steps": [] } ] }""", "S:Flows:0:Steps is empty; expected a list of at least one value")]
    [InlineData("""{ "Flows": [ { "Name": "x", "Steps": [ "a", null ] } ] }""", "S:Flows:0:Steps:1 is null; expected a text")]
    [InlineData("""{ "Experiments": [ { "Name": "x", "Variants": [] } ] }""", "S:Experiments:0:Variants is empty; expected a list")]
    [InlineData("""{ "Experiments": [ { "Name": "x", "Variants": [ { "Name": "A", "Weight": "NaN" } ] } ] }""", "S:Experiments:0:Variants:0:Weight is \"NaN\"; expected a number")]
    [InlineData("""{ "Funnels": [ { "Name": null, "Steps": [ "a", "b" ] } ] }""", "S:Funnels:0:Name is null; expected a text")]
    [InlineData("""{ "Funnels": [ { "Name": "x", "Steps": [ "a", "b" ], "Excluded": null } ] }""", "S:Funnels:0:Excluded is null; expected a list")]
    [InlineData("""{ "Keys": [ { "Id": null, "Secret": "x" } ] }""", "S:Keys:0:Id is ")]
    [InlineData("""{ "Keys": [ { "Id": "a", "Secret": "x", "ActiveFrom": "01/02/2026" } ] }""", "S:Keys:0:ActiveFrom is \"01/02/2026\"; expected a time such as 2026-12-01T00:00:00Z")]
    [InlineData("""{ "Keys": [ { "Id": "a", "Secret": "x", "ActiveFrom": "2026-02-01T00:00:00" } ] }""", "S:Keys:0:ActiveFrom is \"2026-02-01T00:00:00\"; expected a time")] // of which zone?
    public void A_value_that_would_not_be_taken_as_it_is_meant_is_refused_with_its_path(string json, string sentence) =>
        Assert.Contains(Faults(json), f => f.StartsWith(sentence, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{ "Flood": {}, "Goals": [], "Hubs": null, "Version": null, "Detection": { "Modes": { "d17": "off" } } }""")]
    [InlineData("""{ "Funnels": [ { "Steps": [ "a", "b" ], "Window": null, "Excluded": [] } ], "Roles": "roll, Deliver" }""")]
    [InlineData("""{ "Keys": [ { "Id": "a", "Secret": "x", "ActiveFrom": "2026-02-01T00:00:00+01:00" }, { "Id": "b", "Secret": "x", "ActiveFrom": "" } ] }""")]
    public void An_empty_list_an_empty_object_and_a_null_that_the_setting_has_are_values(string json) => Assert.Empty(Faults(json));

    private static List<string> Faults(string json)
    {
        var section = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "S": {{json}} }"""))).Build().GetSection("S");
        var faults = new List<string>();
        ConfigurationChecks.Check(section, typeof(SessionTrackingOptions), faults);
        return faults;
    }
}
