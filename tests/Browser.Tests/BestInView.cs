namespace RedKube.Browser.Tests;

/// <summary>The list of the best detections in view, on the page of a job.</summary>
internal static class BestInView
{
    private const int MostSteps = 6;

    /// <summary>Opens the list and chooses its first detection. From afar objects that lie close together are one circle with a count, and the list says so: then it goes closer.</summary>
    /// <param name="page">The page of a job.</param>
    public static async Task ChooseFirstAsync(IPage page)
    {
        await page.GetByText("List the best in view").ClickAsync();
        var first = page.Locator(".found").First;
        var listed = first.Or(page.GetByText("None by itself at this zoom: go closer.")).First;
        for (var step = 0; step < MostSteps; step++)
        {
            await listed.WaitForAsync();
            if (await first.IsVisibleAsync())
            {
                break;
            }

            await page.GetByTitle("Closer").ClickAsync();
        }

        await first.ClickAsync();
        await page.Locator(".details code").WaitForAsync();
    }
}
