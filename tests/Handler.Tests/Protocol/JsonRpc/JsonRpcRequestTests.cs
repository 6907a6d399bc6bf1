using System.Buffers;
using System.Text;
using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Tests.Protocol.JsonRpc;

public sealed class JsonRpcRequestTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("-1e3")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"1\"")]
    [InlineData("\"\\\"é\"")]
    [InlineData("null")]
    public void The_answer_repeats_the_id_with_its_type_and_text(string id)
    {
        var outcome = JsonRpcRequest.Read(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{id}},"method":"GetTask"}"""));
        var output = new ArrayBufferWriter<byte>();

        JsonRpcWriter.WriteResultJson(output, outcome.Id, "{}"u8);

        outcome.IsAccepted.ShouldBeTrue();
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{}}""");
        A2AJson.Read<JsonRpcResponse>(output.WrittenSpan).Id.ShouldBe(outcome.Id);
    }

    [Fact]
    public void An_absent_id_is_told_from_null_and_answered_as_null()
    {
        var outcome = JsonRpcRequest.Read("""{"jsonrpc":"2.0","method":"GetTask"}"""u8);
        var output = new ArrayBufferWriter<byte>();

        JsonRpcWriter.WriteResultJson(output, outcome.Id, "null"u8);

        outcome.Id.ShouldBe(JsonRpcId.Absent);
        outcome.Id.ShouldNotBe(JsonRpcId.Null);
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("""{"jsonrpc":"2.0","id":null,"result":null}""");
    }

    [Theory]
    [InlineData("", A2AErrorCode.ParseError, "null")]
    [InlineData("{\"jsonrpc\":", A2AErrorCode.ParseError, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"m"}""", A2AErrorCode.ParseError, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud83d"}""", A2AErrorCode.ParseError, "null")]
    [InlineData("7", A2AErrorCode.InvalidRequest, "null")]
    [InlineData("[]", A2AErrorCode.InvalidRequest, "null")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"m"}]""", A2AErrorCode.InvalidRequest, "null")]
    [InlineData("""{"id":1,"method":"m"}""", A2AErrorCode.InvalidRequest, "1")]
    [InlineData("""{"jsonrpc":"1.0","id":"x","method":"m"}""", A2AErrorCode.InvalidRequest, "\"x\"")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"m"}""", A2AErrorCode.InvalidRequest, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", A2AErrorCode.InvalidRequest, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", A2AErrorCode.InvalidRequest, "1")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"m"}""", A2AErrorCode.InvalidRequest, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"m"}""", A2AErrorCode.InvalidRequest, "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","params":[1]}""", A2AErrorCode.InvalidParams, "1")]
    public void What_is_no_request_is_refused_with_the_id_that_could_be_read(string json, A2AErrorCode code, string id)
    {
        var outcome = JsonRpcRequest.Read(Encoding.UTF8.GetBytes(json));

        outcome.IsAccepted.ShouldBeFalse();
        outcome.Fault!.Code.ShouldBe(code);
        outcome.Id.ToString().ShouldBe(id);
    }

    [Theory]
    [InlineData("", "The request is empty; send a JSON object.")]
    [InlineData("{", "The request is not JSON: it goes wrong or breaks off at line 1, byte 2.")]
    [InlineData("{}\n x", "The request is not JSON: it goes wrong or breaks off at line 2, byte 2.")]
    [InlineData("""{"id":1,"params":{"a":[{"b":1,"b":2}]}}""", "The request has the name 'params.a[0].b' twice in one object; give it once.")]
    public void What_is_no_json_is_told_in_our_words(string json, string message) =>
        JsonRpcRequest.Read(Encoding.UTF8.GetBytes(json)).Fault!.Message.ShouldBe(message);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Nesting_is_bounded_and_says_so(int levels, bool accepted)
    {
        var json = $$"""{"jsonrpc":"2.0","id":1,"method":"m","params":""" + string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "1" + new string('}', levels);

        var outcome = JsonRpcRequest.Read(Encoding.UTF8.GetBytes(json));

        outcome.Fault?.Message.ShouldBe("The request nests deeper than 64 levels; send it flatter.");
        outcome.IsAccepted.ShouldBe(accepted);
    }

    [Fact]
    public void Params_are_read_as_their_type_without_unknown_fields()
    {
        var outcome = JsonRpcRequest.Read("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"t","history_length":3,"new":1}}"""u8);

        var request = A2AJson.Read<GetTaskRequest>(outcome.Request!.Params!.Value, UnknownFields.Ignore);

        (request.Id, request.HistoryLength, request.ExtensionData).ShouldBe(("t", 3, null));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    public void An_empty_result_is_there_and_no_result_is_not(string result)
    {
        var there = A2AJson.Read<JsonRpcResponse>(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}"""));
        var missing = A2AJson.Read<JsonRpcResponse>("""{"jsonrpc":"2.0","id":1}"""u8);

        there.Result!.Value.GetRawText().ShouldBe(result);
        missing.Result.ShouldBeNull();
    }

    [Fact]
    public void A_written_request_is_read_again()
    {
        var output = new ArrayBufferWriter<byte>();

        JsonRpcWriter.WriteRequest(output, JsonRpcId.Of("c1"), A2AMethods.GetTask, new GetTaskRequest { Id = "t" });

        var outcome = JsonRpcRequest.Read(output.WrittenSpan);
        (outcome.Id, outcome.Request!.Method).ShouldBe((JsonRpcId.Of("c1"), "GetTask"));
        outcome.Request.Params!.Value.GetProperty("id").ValueKind.ShouldBe(JsonValueKind.String);
    }
}
