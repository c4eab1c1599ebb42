using System.Text.Json;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Erasing;

namespace ServerSessions.Tests.Model;

/// <summary>An id is found in whatever text it is kept.</summary>
public class PersonTracesTests
{
    private static readonly Pseudonym User = new(0x0123456789abcdef, 0xfedcba9876543210);
    private static readonly SessionId Session = SessionId.Create(1_764_000_000_000_000, 3, new Pseudonym(7, 8));

    private static readonly PersonTraces Traces = new(new PersonIds { Users = [User], Sessions = [Session] });

    public static TheoryData<string> Ids() => [User.ToString(), User.ToString()[..16], User.ToString()[..12], Session.ToString()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_is_found_in_text_in_JSON_and_in_JSON_that_is_a_string_of_JSON(string id)
    {
        var json = JsonSerializer.Serialize(new Dictionary<string, string> { ["about"] = id });
        var nested = JsonSerializer.Serialize(json);
        foreach (var text in (string[])[id, $"user {id} was here", $"/users/{id}/export", json, nested, JsonSerializer.Serialize(nested), $@"C:\u{id}"])
        {
            Assert.True(Traces.AreIn(text), text);
            var left = Traces.Without(text);
            Assert.False(Traces.AreIn(left), left);
            Assert.DoesNotContain(id, left);
        }

        Assert.Equal(json.Length, JsonSerializer.Deserialize<string>(Traces.Without(nested))!.Length);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_message_that_waits_to_be_sent_shows_the_person_whose_alert_it_is(string id)
    {
        var alert = JsonSerializer.Serialize(new Dictionary<string, string> { ["subject"] = id });
        var waiting = new Delivery { Target = "t", Message = "m", Payload = "", Source = alert, Created = default, Next = default, Attempts = [] };
        Assert.True(Traces.AreIn(DeliveryStore.Encode(waiting)));
        Assert.True(Traces.AreIn(DeliveryStore.Encode(waiting with { Payload = alert, Source = null })));
    }

    [Theory]
    [InlineData("0123456789abcdeffedcba98765432101")]
    [InlineData("f0123456789abcdeffedcba9876543210")]
    [InlineData("\\u0022f0123456789abcdeffedcba9876543210")]
    [InlineData("\\u002")]
    [InlineData("\\u")]
    public void Other_digits_are_no_id(string text) => Assert.False(Traces.AreIn(text));
}
