using System.Net;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Microsoft.AspNetCore.Builder;

namespace Handler.Tests.Server.Transports.Rest;

/// <summary>Every route and method of the binding, with a good request.</summary>
public sealed class RestRouteTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/acme")]
    public async Task A_message_begins_a_task_that_is_read_listed_and_canceled(string tenant)
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);

        var sent = await host.RestAsync("POST", $"{tenant}/message:send", RestCaller.Hello);
        var id = sent["task"]!["id"]!.ToString();
        var read = await host.RestAsync("GET", $"{tenant}/tasks/{id}");
        var listed = await host.RestAsync("GET", $"{tenant}/tasks");
        var canceled = await host.RestAsync("POST", $"{tenant}/tasks/{id}:cancel");

        sent["task"]!["status"]!["state"]!.ToString().ShouldBe("TASK_STATE_INPUT_REQUIRED");
        read.ToJsonString().ShouldBe(sent["task"]!.ToJsonString());
        listed["tasks"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(id);
        ((int)listed["totalSize"]!).ShouldBe(1);
        canceled["status"]!["state"]!.ToString().ShouldBe("TASK_STATE_CANCELED");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/acme")]
    public async Task A_config_goes_through_its_four_operations(string tenant)
    {
        await using var host = await AgentHost.StartAsync();
        var task = (await host.RestAsync("POST", $"{tenant}/message:send", RestCaller.Hello))["task"]!["id"]!.ToString();
        var configs = $"{tenant}/tasks/{task}/pushNotificationConfigs";

        var created = await host.RestAsync(
            "POST", configs, """{"id":"c1","url":"https://hooks.example/a","token":"t","authentication":{"scheme":"Bearer","credentials":"secret"}}""");
        var read = await host.RestAsync("GET", $"{configs}/c1");
        var listed = await host.RestAsync("GET", configs);
        var deleted = await host.RestAsync("DELETE", $"{configs}/c1");
        var again = await host.RestAsync("DELETE", $"{configs}/c1");
        var after = await host.RestAsync("GET", configs);

        created["taskId"]!.ToString().ShouldBe(task);
        created["tenant"]?.ToString().ShouldBe("acme");
        created["authentication"]!.ToJsonString().ShouldBe("""{"scheme":"Bearer"}""");
        read.ToJsonString().ShouldBe(created.ToJsonString());
        listed["configs"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(created.ToJsonString());
        new[] { deleted, again }.ShouldAllBe(answer => answer.ToJsonString() == "{}");
        after["configs"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_belongs_to_a_tenant_is_not_seen_by_another()
    {
        await using var host = await AgentHost.StartAsync();
        var id = (await host.RestAsync("POST", "/acme/message:send", RestCaller.Hello))["task"]!["id"]!.ToString();

        (await host.RefusedAsync("GET", $"/tasks/{id}")).Told().ShouldBe((404, "NOT_FOUND", "TASK_NOT_FOUND"));
        (await host.RefusedAsync("GET", $"/other/tasks/{id}")).Told().Code.ShouldBe(404);
        (await host.RestAsync("GET", $"/tasks/{id}?tenant=acme"))["id"]!.ToString().ShouldBe(id);
        (await host.RestAsync("GET", $"/%61cme/tasks/{id}"))["id"]!.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task The_extended_card_is_answered()
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.ExtendedCard = Cards.Plain with { Name = "More" });

        var card = await host.RestAsync("GET", "/extendedAgentCard");

        card["name"]!.ToString().ShouldBe("More");
        card["supportedInterfaces"]!.AsArray().Count.ShouldBe(2);
        (await host.RestAsync("GET", "/acme/extendedAgentCard"))["name"]!.ToString().ShouldBe("More");
    }

    [Theory]
    [InlineData("/message:send/", "POST")]
    [InlineData("/tasks/", "GET")]
    [InlineData("/message%3Asend", "POST")]
    public async Task A_slash_at_the_end_and_needless_encoding_do_no_harm(string path, string method)
    {
        await using var host = await AgentHost.StartAsync();

        await host.RestAsync(method, path, method == "POST" ? RestCaller.Hello : null);
    }

    [Theory]
    [InlineData("c/1", "c%2F1")]
    [InlineData("c/1", "c%2f1")]
    [InlineData("c:cancel", "c%3Acancel")]
    [InlineData("c:cancel", "c:cancel")]
    [InlineData("50%2F", "50%252F")]
    [InlineData("a ?#+&", "a%20%3F%23%2B%26")]
    public async Task An_id_may_have_any_character(string id, string encoded)
    {
        await using var host = await AgentHost.StartAsync(use: RestCaller.TellTarget);
        var configs = $"/tasks/{await host.SendAsync()}/pushNotificationConfigs";
        await host.RestAsync("POST", configs, new JsonObject { ["id"] = id, ["url"] = "https://hooks.example/a" }.ToJsonString());

        var read = await host.RestAsync("GET", $"{configs}/{encoded}");

        read["id"]!.ToString().ShouldBe(id);
    }

    [Theory]
    [InlineData("abc%3Acancel", "abc:cancel")]
    [InlineData("abc:done", "abc:done")]
    [InlineData("a%2Fb", "a/b")]
    public async Task A_colon_that_is_encoded_or_no_actions_belongs_to_the_task(string segment, string id)
    {
        await using var host = await AgentHost.StartAsync(use: RestCaller.TellTarget);

        var error = await host.RefusedAsync("GET", $"/tasks/{segment}");

        error.Told().Reason.ShouldBe("TASK_NOT_FOUND");
        error["details"]![0]!["metadata"]!["taskId"]!.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task An_agent_below_a_path_has_its_routes_below_it()
    {
        await using var host = await AgentHost.StartAsync(path: "/agents/one/");

        var sent = await host.RestAsync("POST", "/agents/one/message:send", RestCaller.Hello);

        (await host.RestAsync("GET", $"/agents/one/acme/tasks"))["tasks"]!.AsArray().ShouldBeEmpty();
        (await host.RestAsync("GET", $"/agents/one/tasks/{sent["task"]!["id"]}"))["id"].ShouldNotBeNull();
        (await host.AskAsync("GET", "/tasks")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_path_that_a_proxy_or_the_host_has_changed_is_read_as_it_arrived()
    {
        await using var host = await AgentHost.StartAsync(use: app =>
        {
            RestCaller.TellTarget(app);
            app.Use((http, next) =>
            {
                // As UsePathBase and ForwardedHeaders do, and as one who rewrites does.
                http.Request.PathBase = "/public";
                http.Request.Path = http.Request.Path.Value!.Replace("/old", "");
                return next(http);
            });
            app.UseRouting();
        });

        (await host.RefusedAsync("GET", "/old/tasks/a%2Fb"))["details"]![0]!["metadata"]!["taskId"]!.ToString().ShouldBe("a/b");
        (await host.RefusedAsync("GET", "/ta/oldsks/a%3Ab%25"))["code"]!.ToString().ShouldBe("404");
    }

    [Fact]
    public async Task HEAD_is_GET_without_a_body()
    {
        await using var host = await AgentHost.StartAsync();
        var id = await host.SendAsync();

        using var head = await host.AskAsync("HEAD", $"/tasks/{id}");
        using var get = await host.AskAsync("GET", $"/tasks/{id}");

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(get.Content.Headers.ContentLength);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        get.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/a2a+json", "application/a2a+json")]
    [InlineData("application/a2a+json, application/json", "application/a2a+json")]
    [InlineData("application/a2a+json;q=0.5, application/json", "application/json")]
    [InlineData("application/a2a+json;q=0", "application/json")]
    [InlineData("nonsense;;", "application/json")]
    public async Task The_caller_chooses_the_media_type_of_answers_and_errors(string? accept, string expected)
    {
        await using var host = await AgentHost.StartAsync();
        host.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept ?? "");

        using var answer = await host.AskAsync("GET", "/tasks");
        using var error = await host.AskAsync("GET", "/tasks/no");

        answer.Content.Headers.ContentType!.ToString().ShouldBe(expected);
        error.Content.Headers.ContentType!.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("application/a2a+json")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Json_by_any_of_its_names_is_taken(string contentType)
    {
        await using var host = await AgentHost.StartAsync();

        (await host.AskAsync("POST", "/message:send", RestCaller.Hello, contentType)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Snake_case_is_read_and_unknown_fields_are_not_relayed()
    {
        await using var host = await AgentHost.StartAsync();

        var sent = await host.RestAsync(
            "POST", "/message:send", """{"surprise":1,"message":{"message_id":"m","role":"ROLE_USER","surprise":2,"parts":[{"text":"x"}]}}""");
        var id = sent["task"]!["id"]!.ToString();
        var read = await host.RestAsync("GET", $"/tasks/{id}?history_length=0&surprise=3");

        sent["task"]!["history"]![0]!["messageId"]!.ToString().ShouldBe("m");
        sent.ToJsonString().ShouldNotContain("surprise");
        read["history"].ShouldBeNull();
    }

    [Fact]
    public async Task The_body_may_repeat_what_the_path_says()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = await host.SendAsync();
        Uri? asked = null;
        host.Script.Cancel = async (request, task, cancel) =>
        {
            asked = new Uri(request.Metadata["why"].GetString()!);
            await task.CancelAsync("canceled", cancel);
        };

        await host.RestAsync("POST", $"/tasks/{id}/pushNotificationConfigs", $$"""{"task_id":"{{id}}","tenant":null,"url":"https://hooks.example/a"}""");
        await host.RestAsync("POST", $"/tasks/{id}:cancel", $$"""{"id":"{{id}}","tenant":"","metadata":{"why":"urn:because"} }""");

        asked.ShouldBe(new Uri("urn:because"));
    }

    [Fact]
    public async Task The_binding_can_be_left_out()
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.Rest = false);

        (await host.AskAsync("GET", "/tasks")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var card = JsonNode.Parse(await host.Client.GetStringAsync(WellKnownPaths.AgentCard))!;
        card["supportedInterfaces"]!.AsArray().ShouldHaveSingleItem()!["protocolBinding"]!.ToString().ShouldBe("JSONRPC");
    }
}
