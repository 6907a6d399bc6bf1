using System.Text;
using System.Text.Json.Nodes;
using Handler.Mcp.Transport;

namespace Handler.Tests.Mcp;

public sealed class MessageLineTests
{
    [Theory]
    [InlineData("hello", -32700, "null", "This line is no JSON: ")]
    [InlineData("{\"jsonrpc\":\"2.0\"", -32700, "null", "This line is no JSON: ")]
    [InlineData("{} {}", -32700, "null", "This line is no JSON: ")]
    [InlineData("[]", -32600, "null", "MCP has no batches: send the messages one by one")]
    [InlineData("7", -32600, "null", "A message of JSON-RPC is an object, not number.")]
    [InlineData("null", -32600, "null", "A message of JSON-RPC is an object, not null.")]
    [InlineData("{}", -32600, "null", "This is no message of JSON-RPC 2.0: ")]
    [InlineData("{\"id\":7,\"method\":\"ping\"}", -32600, "7", "This is no message of JSON-RPC 2.0: ")]
    [InlineData("{\"jsonrpc\":\"1.0\",\"id\":\"a\",\"method\":\"ping\"}", -32600, "\"a\"", "This is no message of JSON-RPC 2.0: ")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":7}", -32600, "7", "This is no message of JSON-RPC 2.0: ")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", -32600, "1.5", "This is no message of JSON-RPC 2.0: ")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600, "null", "This is no message of JSON-RPC 2.0: ")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":7}", -32600, "7", "This is no message of JSON-RPC 2.0: ")]
    public void What_is_no_message_is_answered_as_JSON_RPC_says(string line, int code, string id, string expected)
    {
        MessageLine.Read(Encoding.UTF8.GetBytes(line), out var fault).ShouldBeNull();

        var answer = JsonNode.Parse(fault.ShouldNotBeNull().ToUtf8())!;
        ((string?)answer["jsonrpc"]).ShouldBe("2.0");
        (answer["id"]?.ToJsonString() ?? "null").ShouldBe(id);
        ((int?)answer["error"]!["code"]).ShouldBe(code);
        ((string?)answer["error"]!["message"]).ShouldNotBeNull().ShouldStartWith(expected);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_no_JSON()
    {
        MessageLine.Read(new byte[] { (byte)'"', 0xff, (byte)'"' }, out var fault).ShouldBeNull();

        fault.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")]
    public void A_message_is_read_and_written_as_it_is(string line)
    {
        var message = MessageLine.Read(Encoding.UTF8.GetBytes(line), out var fault);

        fault.ShouldBeNull();
        JsonNode.DeepEquals(JsonNode.Parse(MessageLine.Write(message.ShouldNotBeNull())), JsonNode.Parse(line)).ShouldBeTrue();
    }
}
