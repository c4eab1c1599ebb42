using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerSessions.Recordings.Masking;

namespace ServerSessions.Tests.Recordings.Masking;

/// <summary>What a browser sends is masked again on the server, which believes nothing of it.</summary>
public class EventMaskerTests
{
    private const string Secret = "Beatrix";

    private readonly PageNodes _nodes = new([]);

    [Theory]
    [InlineData("script", "src", "https://evil.example/x.js")]
    [InlineData("base", "href", "https://evil.example/")]
    [InlineData("meta", "content", "0;url=https://evil.example/")]
    [InlineData("iframe", "srcdoc", "<script>evil.example</script>")]
    [InlineData("iframe", "src", "javascript:evil.example")]
    [InlineData("object", "data", "https://evil.example/")]
    [InlineData("embed", "src", "https://evil.example/")]
    [InlineData("link", "href", "https://evil.example/")]
    [InlineData("a", "href", "javascript:evil.example")]
    [InlineData("a", "ping", "https://evil.example/")]
    [InlineData("img", "src", "https://evil.example/")]
    [InlineData("img", "srcset", "https://evil.example/ 1x")]
    [InlineData("img", "rr_dataURL", "https://evil.example/")]
    [InlineData("img", "onerror", "evil.example")]
    [InlineData("body", "onload", "evil.example")]
    [InlineData("form", "action", "https://evil.example/")]
    [InlineData("button", "formaction", "https://evil.example/")]
    [InlineData("video", "poster", "https://evil.example/")]
    [InlineData("table", "background", "https://evil.example/")]
    [InlineData("div", "style", "background:url(https://evil.example/)")]
    [InlineData("image", "xlink:href", "https://evil.example/")]
    [InlineData("use", "href", "https://evil.example/#a")]
    [InlineData("animate", "to", "javascript:evil.example")]
    [InlineData("set", "to", "javascript:evil.example")]
    [InlineData("foreignObject", "onclick", "evil.example")]
    [InlineData("rect", "fill", "url(https://evil.example/#a)")]
    [InlineData("style", "_cssText", "@import 'https://evil.example/'")]
    [InlineData("p", "_cssText", "evil.example")]
    public void Nothing_that_could_run_or_load_is_kept(string tag, string attribute, string value)
    {
        var masked = Mask(Snapshot(Element(2, tag, new() { [attribute] = value }, Text(3, tag == "style" ? "" : "evil.example"))));
        Assert.DoesNotContain("evil.example", masked);
        Assert.DoesNotContain("evil.example", Mask(Change(0, new() { ["attributes"] = new JsonArray(new JsonObject { ["id"] = 2, ["attributes"] = new JsonObject { [attribute] = value } }) })));
    }

    [Theory]
    [InlineData("placeholder")]
    [InlineData("title")]
    [InlineData("value")]
    [InlineData("alt")]
    [InlineData("aria-label")]
    [InlineData("data-user")]
    [InlineData("name")]
    [InlineData("content")]
    public void Attributes_that_hold_text_are_dropped(string attribute) =>
        Assert.DoesNotContain(Secret, Mask(Snapshot(Element(2, "input", new() { ["type"] = "hidden", [attribute] = Secret }))));

    [Theory]
    [InlineData("beatrix@example.org")]
    [InlineData("order-20260913")]
    public void An_id_that_looks_like_data_is_dropped(string id) => Assert.DoesNotContain(id, Mask(Snapshot(Element(2, "div", new() { ["id"] = id }))));

    [Fact]
    public void Text_is_masked_unless_it_is_inside_an_element_that_is_shown()
    {
        var masked = Mask(Snapshot(Element(2, "p", [], Text(3, "Dear Beatrix")), Element(4, "p", new() { ["data-ss-show"] = "" }, Text(5, "Opening hours"))));
        Assert.Contains("**** *******", masked);
        Assert.Contains("Opening hours", masked);
    }

    [Theory]
    [InlineData("textarea")]
    [InlineData("option")]
    [InlineData("title")]
    [InlineData("output")]
    public void Fields_are_masked_also_inside_an_element_that_is_shown(string tag) =>
        Assert.DoesNotContain(Secret, Mask(Snapshot(Element(2, "main", new() { ["data-ss-show"] = "" }, Element(3, tag, [], Text(4, Secret))))));

    [Fact]
    public void Text_that_people_edit_is_masked_also_inside_an_element_that_is_shown() =>
        Assert.DoesNotContain(Secret, Mask(Snapshot(Element(2, "div", new() { ["data-ss-show"] = "", ["contenteditable"] = "" }, Text(3, Secret)))));

    [Fact]
    public void Later_text_is_shown_only_where_the_snapshot_had_it_inside_an_element_that_is_shown()
    {
        Mask(Snapshot(Element(2, "p", new() { ["data-ss-show"] = "" }, Text(3, "Open")), Element(4, "p", [], Text(5, "Dear"))));
        var texts = new JsonArray(new JsonObject { ["id"] = 3, ["value"] = "Closed" }, new JsonObject { ["id"] = 5, ["value"] = Secret });
        var adds = new JsonArray(Added(2, Text(6, "today")), Added(4, Text(7, Secret)));
        var masked = Mask(Change(0, new() { ["texts"] = texts, ["adds"] = adds, ["attributes"] = new JsonArray(), ["removes"] = new JsonArray() }));
        Assert.Contains("Closed", masked);
        Assert.Contains("today", masked);
        Assert.DoesNotContain(Secret, masked);
    }

    [Fact]
    public void The_claim_that_a_text_is_a_style_sheet_is_not_believed()
    {
        var text = Text(3, Secret);
        text["isStyle"] = true;
        Assert.DoesNotContain(Secret, Mask(Snapshot(Element(2, "p", [], text))));
        Assert.DoesNotContain(Secret, Mask(Change(0, new() { ["adds"] = new JsonArray(Added(2, text.DeepClone())) })));
    }

    [Fact]
    public void The_value_of_a_field_becomes_the_same_for_every_length()
    {
        string Of(string text) => Mask(Change(5, new() { ["id"] = 2, ["text"] = text, ["isChecked"] = false }));
        Assert.Equal(Of("a"), Of("a long password"));
        Assert.NotEqual(Of(""), Of("a"));
    }

    [Fact]
    public void The_address_of_a_page_is_the_pattern_of_its_route()
    {
        var masked = Mask(new JsonObject { ["type"] = 4, ["data"] = new JsonObject { ["href"] = "https://shop.example/reset?code=1", ["width"] = 800, ["height"] = 1e300 } });
        Assert.Equal("""{"type":4,"timestamp":7,"data":{"href":"/{route}","width":800,"height":0}}""", masked);
    }

    [Theory]
    [InlineData(5, """{"tag":"note","payload":"Beatrix"}""")]
    [InlineData(6, """{"plugin":"console","payload":"Beatrix"}""")]
    [InlineData(3, """{"source":9,"commands":[{"property":"drawImage","args":["Beatrix"]}]}""")]
    [InlineData(3, """{"source":10,"fontSource":"Beatrix"}""")]
    [InlineData(3, """{"source":11,"payload":["Beatrix"]}""")]
    [InlineData(3, """{"source":99,"text":"Beatrix"}""")]
    [InlineData(2, """{"node":"Beatrix"}""")]
    [InlineData(2, """{"node":{"type":5,"id":1,"textContent":"Beatrix"}}""")]
    [InlineData(3, """{"source":2,"type":2,"id":1,"x":1,"y":1,"text":"Beatrix"}""")]
    [InlineData(3, """{"source":3,"id":"Beatrix","x":"Beatrix","y":{}}""")]
    [InlineData(3, """{"source":0,"texts":"Beatrix","adds":[7,null,{"node":"Beatrix"}],"removes":[{"id":"Beatrix"}]}""")]
    [InlineData(3, """{"source":8,"id":1,"adds":[{"rule":"p::after{content:'Beatrix'}","index":[0,"Beatrix"]}]}""")]
    [InlineData(3, """{"source":13,"id":1,"index":[0],"set":{"property":"content","value":"'Beatrix'","priority":"Beatrix"}}""")]
    [InlineData(3, """{"source":15,"id":1,"styleIds":["Beatrix"],"styles":[{"styleId":1,"rules":[{"rule":"a{b:url(Beatrix)}"}]}]}""")]
    public void Other_kinds_and_unknown_members_are_dropped(int type, string data) =>
        Assert.DoesNotContain(Secret, Mask(new JsonObject { ["type"] = type, ["data"] = JsonNode.Parse(data) }));

    [Fact]
    public void What_is_known_of_nodes_survives_being_stored()
    {
        var nodes = new PageNodes([]);
        foreach (var id in (int[])[5, 3, 900_000])
            nodes.AddShown(id);
        nodes.AddStyle(17);
        var read = new PageNodes(nodes.Write());
        Assert.True(read.IsShown(3) && read.IsShown(5) && read.IsShown(900_000) && read.IsStyle(17) && !read.IsShown(17) && !read.IsStyle(3));
    }

    private string Mask(JsonObject e)
    {
        e["timestamp"] = 1;
        var to = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(to);
        using var document = JsonDocument.Parse(e.ToJsonString());
        new EventMasker(json, _nodes, "/{route}").Write(document.RootElement, 7);
        json.Flush();
        return Encoding.UTF8.GetString(to.WrittenSpan);
    }

    private static JsonObject Snapshot(params JsonNode[] nodes) => new()
    {
        ["type"] = 2,
        ["data"] = new JsonObject { ["node"] = new JsonObject { ["type"] = 0, ["id"] = 1, ["childNodes"] = new JsonArray(nodes) }, ["initialOffset"] = new JsonObject { ["left"] = 0, ["top"] = 0 } },
    };

    private static JsonObject Change(int source, JsonObject data)
    {
        data["source"] = source;
        return new JsonObject { ["type"] = 3, ["data"] = data };
    }

    private static JsonObject Element(int id, string tag, JsonObject attributes, params JsonNode[] children) =>
        new() { ["type"] = 2, ["id"] = id, ["tagName"] = tag, ["attributes"] = attributes, ["childNodes"] = new JsonArray(children) };

    private static JsonObject Text(int id, string text) => new() { ["type"] = 3, ["id"] = id, ["textContent"] = text };

    private static JsonObject Added(int parent, JsonNode node) => new() { ["parentId"] = parent, ["nextId"] = null, ["node"] = node };
}
