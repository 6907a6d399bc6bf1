using System.Buffers;
using System.Text;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Tests.Protocol.Errors;

public sealed class A2AErrorsTests
{
    [Theory]
    [InlineData(-32001, "TaskNotFoundError", "TASK_NOT_FOUND", "NOT_FOUND", 404, "NOT_FOUND", 404)]
    [InlineData(-32002, "TaskNotCancelableError", "TASK_NOT_CANCELABLE", "FAILED_PRECONDITION", 409, "FAILED_PRECONDITION", 400)]
    [InlineData(-32003, "PushNotificationNotSupportedError", "PUSH_NOTIFICATION_NOT_SUPPORTED", "UNIMPLEMENTED", 400, "FAILED_PRECONDITION", 400)]
    [InlineData(-32004, "UnsupportedOperationError", "UNSUPPORTED_OPERATION", "UNIMPLEMENTED", 400, "FAILED_PRECONDITION", 400)]
    [InlineData(-32005, "ContentTypeNotSupportedError", "CONTENT_TYPE_NOT_SUPPORTED", "INVALID_ARGUMENT", 415, "INVALID_ARGUMENT", 400)]
    [InlineData(-32006, "InvalidAgentResponseError", "INVALID_AGENT_RESPONSE", "INTERNAL", 502, "INTERNAL", 500)]
    [InlineData(-32007, "ExtendedAgentCardNotConfiguredError", "EXTENDED_AGENT_CARD_NOT_CONFIGURED", "FAILED_PRECONDITION", 400, "FAILED_PRECONDITION", 400)]
    [InlineData(-32008, "ExtensionSupportRequiredError", "EXTENSION_SUPPORT_REQUIRED", "FAILED_PRECONDITION", 400, "FAILED_PRECONDITION", 400)]
    [InlineData(-32009, "VersionNotSupportedError", "VERSION_NOT_SUPPORTED", "UNIMPLEMENTED", 400, "FAILED_PRECONDITION", 400)]
    [InlineData(-32700, "ParseError", "PARSE_ERROR", "INVALID_ARGUMENT", 400, "INVALID_ARGUMENT", 400)]
    [InlineData(-32600, "InvalidRequestError", "INVALID_REQUEST", "INVALID_ARGUMENT", 400, "INVALID_ARGUMENT", 400)]
    [InlineData(-32601, "MethodNotFoundError", "METHOD_NOT_FOUND", "UNIMPLEMENTED", 404, "UNIMPLEMENTED", 404)]
    [InlineData(-32602, "InvalidParamsError", "INVALID_PARAMS", "INVALID_ARGUMENT", 400, "INVALID_ARGUMENT", 400)]
    [InlineData(-32603, "InternalError", "INTERNAL_ERROR", "INTERNAL", 500, "INTERNAL", 500)]
    public void Each_error_has_its_row(int code, string name, string reason, string grpc100, int http100, string grpc101, int http101)
    {
        var row = A2AErrors.Find((A2AErrorCode)code);

        row.ShouldBe(new A2AError
        {
            Code = (A2AErrorCode)code,
            Name = name,
            Reason = reason,
            V100 = new(http100, grpc100),
            V101 = new(http101, grpc101),
        });
        row.Status(ErrorRevision.V100).Http.ShouldBe(http100);
        row.Status(ErrorRevision.V101).Http.ShouldBe(http101);
    }

    [Fact]
    public void Every_code_has_a_row_of_its_own() =>
        A2AErrors.All.Select(row => row.Code).Order().ShouldBe(Enum.GetValues<A2AErrorCode>().Order());

    [Fact]
    public void A_foreign_number_is_told_as_an_internal_error() =>
        A2AErrors.Find((A2AErrorCode)(-32099)).Code.ShouldBe(A2AErrorCode.InternalError);

    [Fact]
    public void An_error_goes_over_json_rpc_and_comes_back()
    {
        var error = A2AException.InvalidField("url", "is not absolute: 'hook'");
        var output = new ArrayBufferWriter<byte>();

        JsonRpcWriter.WriteError(output, JsonRpcId.Of(7), error);

        var again = A2AJson.Read<JsonRpcResponse>(output.WrittenSpan).Error!.ToException();
        (again.Code, again.Message).ShouldBe((A2AErrorCode.InvalidParams, "url: is not absolute: 'hook'"));
        again.FieldViolations.ShouldBe([new FieldViolation("url", "is not absolute: 'hook'")]);
    }

    [Fact]
    public void Task_not_found_is_written_as_the_specification_has_it()
    {
        var output = new ArrayBufferWriter<byte>();

        JsonRpcWriter.WriteError(output, JsonRpcId.Of("a"), A2AException.TaskNotFound("t1"));

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(
            """{"jsonrpc":"2.0","id":"a","error":{"code":-32001,"message":"Task 't1' was not found. Check the id; tasks of other callers are not shown.","data":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"TASK_NOT_FOUND","domain":"a2a-protocol.org","metadata":{"taskId":"t1"}}]}}""");
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{\"a\":1}")]
    [InlineData("[1,null,\"x\",{\"metadata\":7}]")]
    public void Details_of_another_shape_are_left_out_and_not_thrown(string data)
    {
        var json = $$$"""{"jsonrpc":"2.0","id":1,"error":{"code":-1,"data":{{{data}}}}}""";

        var error = A2AJson.Read<JsonRpcResponse>(Encoding.UTF8.GetBytes(json)).Error!;

        error.Details().ShouldBeEmpty();
        error.ToException().Message.ShouldBe("The agent answered with error -1 and no message.");
    }
}
