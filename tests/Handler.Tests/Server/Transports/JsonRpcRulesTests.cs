using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Handler.Tests.Server.Transports;

/// <summary>What JSON-RPC 2.0 and JSON over HTTP ask of the endpoint, whatever the dialect.</summary>
public sealed class JsonRpcRulesTests
{
    private const string Get = """{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":{}}""";

    [Theory]
    [InlineData("1")]
    [InlineData("-7")]
    [InlineData("1.5")]
    [InlineData("1e400")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"\"")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public async Task Every_answer_repeats_the_id_as_it_came(string id)
    {
        await using var host = await AgentHost.StartAsync();

        foreach (var method in (string[])["ListTasks", "GetTask", "tasks/get", "message/send", "tasks/send", "tasks/list", "nothing", ""])
        {
            (await TextAsync(host, $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{} }""")).ShouldContain($"\"id\":{id},", Case.Sensitive, method);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("true")]
    public async Task An_id_of_another_kind_makes_no_call(string id)
    {
        await using var host = await AgentHost.StartAsync();

        var answer = await AskAsync(host, $$"""{"jsonrpc":"2.0","id":{{id}},"method":"ListTasks"}""");

        (Code(answer), answer["id"]).ShouldBe((-32600, null));
        answer.AsObject().ContainsKey("id").ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":""}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":null}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":["ListTasks"]}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}""", -32601)]
    [InlineData("""{"jsonrpc":null,"id":1,"method":"ListTasks"}""", -32600)]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"ListTasks"}""", -32600)]
    [InlineData("""{"jsonrpc":"2","id":1,"method":"ListTasks"}""", -32600)]
    [InlineData("""{"id":1,"method":"ListTasks"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"message/send","params":[]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tasks/send","params":[{}]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":"x"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":true}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"message/send"}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tasks/send","params":null}""", -32602)]
    public async Task What_is_wrong_with_a_call_has_its_number(string call, int code)
    {
        await using var host = await AgentHost.StartAsync();

        var answer = await AskAsync(host, call);

        Code(answer).ShouldBe(code, answer.ToJsonString());
        ((int)answer["id"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("ListTasks")]
    [InlineData("GetExtendedAgentCard")]
    [InlineData("tasks/list")]
    [InlineData("agent/getAuthenticatedExtendedCard")]
    public async Task Params_that_may_be_empty_may_be_missing_or_null(string method)
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.ExtendedCard = Cards.Plain);

        foreach (var parameters in (string[])["", ",\"params\":null", ",\"params\":{}", ",\"params\":{\"unknown\":[1]}"])
        {
            (await AskAsync(host, $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"{{parameters}}}"""))["result"].ShouldNotBeNull(method + parameters);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData($"[{Get}]")]
    [InlineData($"[{Get},{Get}]")]
    public async Task A_list_of_calls_is_one_invalid_request(string calls)
    {
        await using var host = await AgentHost.StartAsync();

        var answer = await AskAsync(host, calls);

        Code(answer).ShouldBe(-32600);
        answer["error"]!["message"]!.ToString().ShouldBe("A request is one JSON object, found a list. Send each call in a request of its own.");
    }

    [Theory]
    [InlineData("ListTasks", "{}")]
    [InlineData("message/send", """{"message":{"messageId":"m","role":"user","parts":[{"kind":"text","text":"x"}]}}""")]
    [InlineData("message/stream", """{"message":{"messageId":"m","role":"user","parts":[{"kind":"text","text":"x"}]}}""")]
    [InlineData("tasks/sendSubscribe", """{"message":{"role":"user","parts":[{"text":"x"}]}}""")]
    [InlineData("tasks/list", "{}")]
    public async Task A_call_without_an_id_that_is_carried_out_is_not_answered(string method, string parameters)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.PostAsync($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}} }""");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"1.0","method":"ListTasks"}""")]
    [InlineData("""{"method":"ListTasks"}""")]
    [InlineData("""{"jsonrpc":"2.0"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"nothing"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","method":"GetTask","params":[]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","method":"tasks/send","params":{}}""", -32602)]
    public async Task What_is_refused_is_told_so_without_an_id_too(string text, int code = -32600)
    {
        await using var host = await AgentHost.StartAsync();

        var answer = await AskAsync(host, text);

        (Code(answer), answer["id"]).ShouldBe((code, null));
    }

    [Theory]
    [InlineData("""{"message":{"messageId":"m","messageId":"n"}}""", "params.message.messageId")]
    [InlineData("""{"message":{"metadata":{"a":{"b":1,"b":1}}}}""", "params.message.metadata.a.b")]
    [InlineData("""{"message":{"parts":[{"data":[{"x":1,"x":2}]}]}}""", "params.message.parts[0].data[0].x")]
    [InlineData("""{"metadata":{"k":1,"\u006b":2}}""", "params.metadata.k")]
    public async Task A_name_there_twice_is_refused_however_deep_it_lies(string parameters, string path)
    {
        await using var host = await AgentHost.StartAsync();

        foreach (var method in (string[])["SendMessage", "message/send", "tasks/send"])
        {
            var answer = await AskAsync(host, $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");

            Code(answer).ShouldBe(-32700);
            answer["error"]!["message"]!.ToString().ShouldContain($"'{path}' twice");
        }
    }

    [Theory]
    [InlineData("SendMessage", """{"message":{"messageId":"m","message_id":"n","role":"ROLE_USER","parts":[{"text":"x"}]}}""")]
    [InlineData("message/send", """{"message":{"messageId":"m","message_id":"n","role":"user","parts":[{"kind":"text","text":"x"}]}}""")]
    [InlineData("tasks/get", """{"id":"t","historyLength":1,"history_length":2}""")]
    public async Task A_name_there_in_both_spellings_is_there_twice(string method, string parameters)
    {
        await using var host = await AgentHost.StartAsync();

        (await host.ErrorAsync(method, parameters)).Code.ShouldBe(-32602);
    }

    [Theory]
    [InlineData("\uFEFF" + Get, 0)]
    [InlineData(" \r\n\t" + Get + "\n", 0)]
    [InlineData(Get + "\u0000", -32700)]
    [InlineData(Get + Get, -32700)]
    [InlineData(Get + "//", -32700)]
    [InlineData("\uFEFF", -32700)]
    [InlineData(" ", -32700)]
    [InlineData("\uFEFF\uFEFF" + Get, -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"\ud800"}}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"\udc00\ud800"}}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"\u0000"}}""", -32001)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"NaN","historyLength":NaN}}""", -32700)]
    [InlineData("""{'jsonrpc':'2.0'}""", -32700)]
    public async Task Text_is_read_as_json_in_utf_8_and_nothing_else(string text, int code)
    {
        await using var host = await AgentHost.StartAsync();

        var answer = await AskAsync(host, text);

        ((int?)answer["error"]?["code"] ?? 0).ShouldBe(code, answer.ToJsonString());
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xC3, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    public async Task Bytes_that_are_no_utf_8_are_a_parse_error(byte[] bytes)
    {
        await using var host = await AgentHost.StartAsync();
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await host.Client.PostAsync(new Uri("/", UriKind.Relative), content);

        Code(JsonNode.Parse(await response.Content.ReadAsStringAsync())!).ShouldBe(-32700);
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("APPLICATION/JSON", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("application/json; charset=\"UTF-8\"", 200)]
    [InlineData("application/json; charset=us-ascii", 200)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("application/a2a+json", 200)]
    [InlineData("text/json", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    public async Task The_content_type_must_be_json_in_utf_8(string contentType, int status)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.PostAsync(Get, contentType);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("1.0", null)]
    [InlineData("0.3", null)]
    [InlineData("1.0", "text/plain")]
    public async Task Another_content_type_is_named_in_the_error(string version, string? contentType)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.PostAsync(Get, contentType ?? "", ("A2A-Version", version));

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        ((int)error["code"]!).ShouldBe(-32005);
        error["message"]!.ToString().ShouldBe(
            contentType is null ? "There is no Content-Type; send application/json, in UTF-8." : "Content-Type is 'text/plain'; send application/json, in UTF-8.");
        error["data"]![0]!["reason"]!.ToString().ShouldBe("CONTENT_TYPE_NOT_SUPPORTED");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Calls_are_posted_and_nothing_else(string method)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Parse(method), "/"));

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Theory]
    [InlineData("message/stream", "A2A-Version", "9.9")]
    [InlineData("tasks/resubscribe", "A2A-Version", "9.9")]
    [InlineData("message/stream", "A2A-Extensions", "urn:other")]
    [InlineData("message/stream", "A2A-Extensions", "urn:needed")]
    [InlineData("tasks/resubscribe", "A2A-Extensions", "urn:needed")]
    public async Task Methods_of_0_3_that_stream_answer_every_error_by_a_stream(string method, string header, string value)
    {
        var card = Cards.Plain with { Capabilities = new() { Extensions = [new() { Uri = "urn:needed", Required = true }] } };
        await using var host = await AgentHost.StartAsync(card: card);

        using var response = await host.PostAsync($$"""{"jsonrpc":"2.0","id":"s","method":"{{method}}","params":{} }""", headers: (header, value));

        var told = await response.Content.ReadAsStringAsync();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        JsonNode.Parse(told["data: ".Length..])!["id"]!.ToString().ShouldBe("s");
        told.ShouldContain("\"error\"");
    }

    private static int Code(JsonNode answer) => (int)answer["error"]!["code"]!;

    private static async Task<string> TextAsync(AgentHost host, string body)
    {
        using var response = await host.PostAsync(body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<JsonNode> AskAsync(AgentHost host, string body) => JsonNode.Parse(await TextAsync(host, body))!;
}
