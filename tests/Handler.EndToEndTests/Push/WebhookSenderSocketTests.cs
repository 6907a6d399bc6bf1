using System.Text;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.EndToEndTests.Push;

public sealed class WebhookSenderSocketTests : IDisposable
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private readonly SenderRig _rig = new();

    [Fact]
    public async Task These_bytes_go_on_the_wire()
    {
        await using var server = RawServer.Answering(Ok);

        (await _rig.SendAsync(server.Url)).Outcome.ShouldBe(AttemptOutcome.Delivered);

        var lines = server.Requests.ShouldHaveSingleItem().Split("\r\n");
        lines[0].ShouldBe("POST /webhook HTTP/1.1");
        lines[1..^2].Order(StringComparer.Ordinal).ShouldBe(
        [
            "A2A-Version: 1.0", "Authorization: Bearer s3cret", "Content-Length: 10", "Content-Type: application/a2a+json", $"Host: 127.0.0.1:{server.Port}",
            "X-A2A-Delivery-Attempt: 1", "X-A2A-Event-Previous: 12", "X-A2A-Event-Sequence: 17", "X-A2A-Notification-Token: tok",
            "webhook-id: msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17", "webhook-timestamp: 1767225600",
        ]);
        lines[^2..].ShouldBe(["", Encoding.Latin1.GetString("""{"x":"ü"}"""u8)]);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_connection_with_a_small_answer_is_used_again(string answer)
    {
        await using var server = RawServer.Answering(answer);

        for (var i = 0; i < 5; i++)
        {
            await _rig.SendAsync(server.Url);
        }

        (server.Requests.Count, server.Connections).ShouldBe((5, 1));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_never_followed(int status)
    {
        await using var elsewhere = TestWebhook.Start();
        await using var hook = TestWebhook.Start();
        hook.Answer(WebhookAnswer.Of(status) with { Headers = [new("Location", elsewhere.Url.ToString()), new("Set-Cookie", "a=b")] });

        (await _rig.SendAsync(hook.Url.ToString())).Status.ShouldBe(status);
        (await _rig.SendAsync(hook.Url.ToString())).Outcome.ShouldBe(AttemptOutcome.Delivered);

        elsewhere.Arrivals.ShouldBeEmpty();
        hook.Arrivals[1]["Cookie"].ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_listens()
    {
        string url;
        await using (var server = RawServer.Answering(Ok))
        {
            url = server.Url;
        }

        var result = await _rig.SendAsync(url);

        result.Outcome.ShouldBe(AttemptOutcome.NotConnected);
        result.Detail.ShouldNotBeNull().ShouldContain("refused");
    }

    [Fact]
    public async Task A_connection_closed_without_an_answer_is_broken()
    {
        await using var server = RawServer.Start(connection => connection.ReadRequestAsync());

        (await _rig.SendAsync(server.Url)).Outcome.ShouldBe(AttemptOutcome.ConnectionBroken);
    }

    [Fact]
    public async Task A_connection_reset_without_an_answer_is_broken()
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        });

        (await _rig.SendAsync(server.Url)).Outcome.ShouldBe(AttemptOutcome.ConnectionBroken);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf", AttemptOutcome.Delivered)]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 500\r\n\r\nhalf", AttemptOutcome.Answered)]
    public async Task A_body_that_breaks_changes_nothing_of_the_status(string answer, AttemptOutcome outcome)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
        });

        (await _rig.SendAsync(server.Url)).Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("220 mail.example.com ESMTP\r\n")]
    [InlineData("HTTP/1.1 2xx What\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n")]
    public async Task What_is_not_HTTP_is_no_answer(string answer)
    {
        await using var server = RawServer.Answering(answer);

        (await _rig.SendAsync(server.Url)).Outcome.ShouldBe(AttemptOutcome.AnswerInvalid);
    }

    [Fact]
    public async Task A_megabyte_of_headers_is_no_answer()
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\n");
            await connection.WriteForeverAsync($"X-Filler: {new string('f', 1000)}\r\n");
        });

        (await _rig.SendAsync(server.Url)).Outcome.ShouldBe(AttemptOutcome.AnswerInvalid);
    }

    [Theory]
    [InlineData(15, AttemptOutcome.Delivered)]
    [InlineData(17, AttemptOutcome.AnswerInvalid)]
    public async Task Headers_have_16_KB_at_most(int kilobytes, AttemptOutcome outcome)
    {
        var filler = string.Concat(Enumerable.Repeat($"X: {new string('f', 1019)}\r\n", kilobytes));
        await using var server = RawServer.Answering($"HTTP/1.1 200 OK\r\n{filler}Content-Length: 0\r\n\r\n");

        (await _rig.SendAsync(server.Url)).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task Headers_that_drip_end_at_the_deadline()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nX-Slow: ");
            begun.SetResult();
            await DripAsync(connection);
        });

        var result = await _rig.SendUntilDeadlineAsync(server.Url, begun.Task);

        (result.Outcome, result.Duration).ShouldBe((AttemptOutcome.DeadlineExceeded, TimeSpan.FromSeconds(15)));
    }

    [Theory]
    [InlineData(200, AttemptOutcome.Delivered)]
    [InlineData(503, AttemptOutcome.Answered)]
    public async Task A_body_that_drips_ends_at_the_deadline_with_the_status_that_came(int status, AttemptOutcome outcome)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 {status} Status\r\nContent-Length: 4000\r\n\r\n");
            await DripAsync(connection);
        });

        var result = await _rig.SendUntilDeadlineAsync(server.Url, _rig.StatusSeen);

        (result.Outcome, result.Status).ShouldBe((outcome, status));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n", "3e8\r\n")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 10737418240\r\n\r\n", "")]
    [InlineData("HTTP/1.1 500 Oops\r\nConnection: close\r\n\r\n", "")]
    public async Task An_endless_body_is_left_after_its_beginning(string head, string chunk)
    {
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            try
            {
                await connection.WriteAsync(head);
                await connection.WriteForeverAsync(chunk + new string('x', 1000) + (chunk.Length > 0 ? "\r\n" : ""));
            }
            catch (IOException)
            {
                hungUp.SetResult();
            }
        });

        var result = await _rig.SendAsync(server.Url);

        (result.Status, result.Excerpt).ShouldBe((500, new string('x', 1024)));
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_success_with_a_10_GB_body_is_delivered_and_left()
    {
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n");
            await connection.WaitForEndAsync();
            hungUp.SetResult();
        });

        (await _rig.SendAsync(server.Url)).Outcome.ShouldBe(AttemptOutcome.Delivered);

        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Our_cancellation_hangs_up()
    {
        using var stop = new CancellationTokenSource();
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            begun.SetResult();
            await connection.WaitForEndAsync();
            hungUp.SetResult();
        });
        var sending = _rig.SendAsync(server.Url, stop.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_compressed_answer_is_not_unpacked()
    {
        await using var server = RawServer.Answering("HTTP/1.1 500 Oops\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nbomb");

        (await _rig.SendAsync(server.Url)).Excerpt.ShouldBe("bomb");
    }

    public void Dispose() => _rig.Dispose();

    private static async Task DripAsync(RawConnection connection)
    {
        while (true)
        {
            await connection.WriteAsync("z");
            await Task.Delay(TimeSpan.FromMilliseconds(20), connection.Stop);
        }
    }
}
