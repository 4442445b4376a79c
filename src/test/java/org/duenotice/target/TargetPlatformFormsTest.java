package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The equivalent forms of each platform; every row is address, key, kind. */
class TargetPlatformFormsTest {

    private final TargetIdentities identities = ReleasedIdentities.get();

    @ParameterizedTest
    @CsvSource({
        "https://t.me/Demo_Name, tg:channel:demo_name, ACCOUNT",
        "http://telegram.me/demo_name/, tg:channel:demo_name, ACCOUNT",
        "telegram.dog/demo_name?start=7, tg:channel:demo_name, ACCOUNT",
        "https://t.me/s/demo_name?before=99, tg:channel:demo_name, ACCOUNT",
        "https://Demo_name.t.me, tg:channel:demo_name, ACCOUNT",
        "tg://resolve?domain=demo_name, tg:channel:demo_name, ACCOUNT",
        "tg:resolve?domain=Demo_Name&start=x, tg:channel:demo_name, ACCOUNT",
        "https://web.telegram.org/k/#@demo_name, tg:channel:demo_name, ACCOUNT",
        "https://t.me/boost/demo_name, tg:channel:demo_name, ACCOUNT",
        "https://t.me/demo_name/12, tg:post:demo_name/12, ITEM",
        "https://t.me/demo_name/12?single, tg:post:demo_name/12, ITEM",
        "https://t.me/demo_name/012?embed=1&mode=tme#x, tg:post:demo_name/12, ITEM",
        "https://t.me/s/demo_name/12, tg:post:demo_name/12, ITEM",
        "https://demo_name.t.me/12, tg:post:demo_name/12, ITEM",
        "https://t.me/demo_name/3/12, tg:post:demo_name/12, ITEM",
        "tg://resolve?domain=demo_name&post=12&single, tg:post:demo_name/12, ITEM",
        "https://t.me/demo_name/12?comment=5, tg:post:demo_name/12/comment/5, ITEM",
        "tg://resolve?domain=demo_name&post=12&comment=5, tg:post:demo_name/12/comment/5, ITEM",
        "https://t.me/demo_name/s/4, tg:story:demo_name/4, ITEM",
        "https://demo_name.t.me/s/4, tg:story:demo_name/4, ITEM",
        "tg://resolve?domain=demo_name&story=4, tg:story:demo_name/4, ITEM",
        "https://t.me/demo_bot/play, tg:app:demo_bot/play, ITEM",
        "https://t.me/c/1234567/12, tg:cid:1234567/12, ITEM",
        "https://t.me/c/-1001234567/3/12, tg:cid:1234567/12, ITEM",
        "tg://privatepost?channel=1234567&post=12, tg:cid:1234567/12, ITEM",
        "https://t.me/c/1234567, tg:cid:1234567, ACCOUNT",
        "https://t.me/addlist/DemoList, tg:list:DemoList, ITEM",
        "tg://addstickers?set=DemoSet, tg:stickers:DemoSet, ITEM",
    })
    void telegramPostsAndChannelsAreKnownByNameOrNumber(String address, String key, TargetKind kind) {
        assertIdentity(address, "TELEGRAM", key, kind, false);
    }

    @ParameterizedTest
    @CsvSource({
        "https://t.me/+DemoInvite_1",
        "https://t.me/%2BDemoInvite_1",
        "https://t.me/joinchat/DemoInvite_1",
        "https://telegram.me/joinchat/DemoInvite_1",
        "tg://join?invite=DemoInvite_1",
        "https://vk.com/away.php?to=https://t.me/+DemoInvite_1",
    })
    void aTelegramInvitationHasOneKeyAndStaysUnresolved(String address) {
        assertIdentity(address, "TELEGRAM", "tg:invite:DemoInvite_1", TargetKind.ACCOUNT, true);
    }

    @ParameterizedTest
    @CsvSource({
        "https://t.me/proxy?server=demo.example&port=1, web:t.me|/proxy|port=1&server=demo.example, ITEM",
        "https://a.t.me/demo, web:a.t.me|/demo|, ITEM",
        "https://addlist.t.me/demo, web:addlist.t.me|/demo|, ITEM",
        "https://telegram.dog/, web:t.me|/|, DOMAIN",
    })
    void telegramsOwnPagesAreNobodysChannel(String address, String key, TargetKind kind) {
        assertIdentity(address, "TELEGRAM", key, kind, false);
    }

    @ParameterizedTest
    @CsvSource({
        "https://youtu.be/demo-0000_1?si=x&t=10",
        "https://www.youtube.com/watch?v=demo-0000_1",
        "http://m.youtube.com/watch?app=desktop&feature=share&v=demo-0000_1#t=5",
        "https://music.youtube.com/watch?list=PLdemo&v=demo-0000_1",
        "https://youtube.com/embed/demo-0000_1?autoplay=1",
        "https://www.youtube-nocookie.com/embed/demo-0000_1",
        "https://www.youtube.com/v/demo-0000_1",
        "https://www.youtube.com/e/demo-0000_1",
        "https://www.youtube.com/shorts/demo-0000_1?feature=share",
        "https://www.youtube.com/live/demo-0000_1",
        "https://www.youtube.com/watch/demo-0000_1",
        "https://www.youtubekids.com/watch?v=demo-0000_1",
        "https://youtube.googleapis.com/v/demo-0000_1",
        "https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3Ddemo-0000_1",
        "https://yewtu.be/watch?v=demo-0000_1",
        "youtu.be/demo-0000_1",
    })
    void aYouTubeVideoIsOneVideoInEveryPlayer(String address) {
        assertIdentity(address, "YOUTUBE", "yt:video:demo-0000_1", TargetKind.ITEM, false);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaa01/videos, yt:channel:UCaaaaaaaaaaaaaaaaaaaa01, ACCOUNT, false",
        "https://www.youtube.com/@Demo-Pyramid/shorts, yt:handle:demo-pyramid, ACCOUNT, true",
        "https://www.youtube.com/@демо, yt:handle:%D0%B4%D0%B5%D0%BC%D0%BE, ACCOUNT, true",
        "https://www.youtube.com/c/DemoPyramid, yt:c:demopyramid, ACCOUNT, true",
        "https://www.youtube.com/user/DemoPyramid, yt:user:demopyramid, ACCOUNT, true",
        "https://www.youtube.com/playlist?list=PLdemo, yt:playlist:PLdemo, ITEM, false",
        "https://www.youtube.com/embed/videoseries?list=PLdemo, yt:playlist:PLdemo, ITEM, false",
        "https://www.youtube.com/watch?v=demo0000001&lc=UgxDemo-1, yt:comment:demo0000001/UgxDemo-1, ITEM, false",
        "https://www.youtube.com/post/UgkxDemo, yt:post:UgkxDemo, ITEM, false",
        "https://www.youtube.com/watch?v=short, web:youtube.com|/watch|v=short, ITEM, false",
        "https://m.youtube.com/feed/trending?pp=x, web:youtube.com|/feed/trending|, ITEM, false",
    })
    void aYouTubeNameStaysUnresolvedAndANumberDoesNot(String address, String key, TargetKind kind, boolean unresolved) {
        assertIdentity(address, "YOUTUBE", key, kind, unresolved);
    }

    @ParameterizedTest
    @CsvSource({
        "https://vk.com/wall-123_45, vk:wall:-123_45, ITEM",
        "https://m.vk.com/wall-123_45?from=feed, vk:wall:-123_45, ITEM",
        "https://vk.ru/wall-0123_045, vk:wall:-123_45, ITEM",
        "https://vk.com/feed?w=wall-123_45, vk:wall:-123_45, ITEM",
        "https://vk.com/demo_club?w=wall-123_45%2Fall, vk:wall:-123_45, ITEM",
        "https://vk.com/wall123_45, vk:wall:123_45, ITEM",
        "https://vk.com/wall-123_45?reply=6&thread=5, vk:reply:-123_45/6, ITEM",
        "https://vk.com/demo_club?w=wall-123_45_r6, vk:reply:-123_45/6, ITEM",
        "https://vk.com/video-1_2, vk:video:-1_2, ITEM",
        "https://vk.com/videos-1?z=video-1_2%2Fpl_-1_-2, vk:video:-1_2, ITEM",
        "https://vkvideo.ru/video-1_2?list=ln-demo, vk:video:-1_2, ITEM",
        "https://m.vkvideo.ru/playlist/-1_3/video-1_2, vk:video:-1_2, ITEM",
        "https://vk.com/clips-1?z=clip-1_2, vk:video:-1_2, ITEM",
        "https://vk.com/clip-1_2, vk:video:-1_2, ITEM",
        "https://vk.com/video_ext.php?oid=-1&id=2&hash=demo, vk:video:-1_2, ITEM",
        "https://vkvideo.ru/video_ext.php?id=2&oid=-1, vk:video:-1_2, ITEM",
        "https://vk.com/photo-1_2?rev=1, vk:photo:-1_2, ITEM",
        "https://vk.com/wall-1_9?z=photo-1_2%2Fwall-1_9, vk:photo:-1_2, ITEM",
        "https://vk.com/topic-1_2, vk:topic:-1_2, ITEM",
        "https://vk.com/@demo_club-easy-money, vk:article:demo_club-easy-money, ITEM",
        "https://vk.com/club1, vk:account:-1, ACCOUNT",
        "https://vk.com/public1, vk:account:-1, ACCOUNT",
        "https://vk.com/wall-1, vk:account:-1, ACCOUNT",
        "https://vk.com/id7, vk:account:7, ACCOUNT",
    })
    void aVkObjectIsItsKindOwnerAndNumber(String address, String key, TargetKind kind) {
        assertIdentity(address, "VK", key, kind, false);
    }

    @ParameterizedTest
    @CsvSource({
        "https://vk.com/Demo_Club, vk:name:demo_club, ACCOUNT, true",
        "https://vkvideo.ru/@demo_club, vk:name:demo_club, ACCOUNT, true",
        "https://vk.cc/Demo1, vk:short:Demo1, ITEM, true",
        "https://m.vk.com/feed, web:vk.com|/feed|, ITEM, false",
    })
    void aVkNameStaysUnresolved(String address, String key, TargetKind kind, boolean unresolved) {
        assertIdentity(address, "VK", key, kind, unresolved);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ok.ru/video/123, ok:video:123, ITEM, false",
        "https://m.ok.ru/videoembed/123, ok:video:123, ITEM, false",
        "https://www.odnoklassniki.ru/live/123, ok:video:123, ITEM, false",
        "https://ok.ru/web-api/video/moviePlayer/123, ok:video:123, ITEM, false",
        "https://mobile.ok.ru/dk?st.cmd=movieLayer&st.mvId=123, ok:video:123, ITEM, false",
        "https://ok.ru/group/55, ok:group:55, ACCOUNT, false",
        "https://ok.ru/group/55/topic/7, ok:group:55/topic/7, ITEM, false",
        "https://ok.ru/profile/55/statuses/7, ok:profile:55/statuses/7, ITEM, false",
        "https://ok.ru/DemoGroup, ok:name:demogroup, ACCOUNT, true",
    })
    void odnoklassnikiVideosAreOneInEveryPlayer(String address, String key, TargetKind kind, boolean unresolved) {
        assertIdentity(address, "OK", key, kind, unresolved);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.tiktok.com/@demo.one/video/7000000000000000001?_t=x&_r=1, tt:video:7000000000000000001, ITEM, false",
        "https://www.tiktok.com/@demo.two/photo/7000000000000000001, tt:video:7000000000000000001, ITEM, false",
        "https://www.tiktok.com/embed/v2/7000000000000000001, tt:video:7000000000000000001, ITEM, false",
        "https://www.tiktok.com/share/video/7000000000000000001, tt:video:7000000000000000001, ITEM, false",
        "https://m.tiktok.com/v/7000000000000000001.html, tt:video:7000000000000000001, ITEM, false",
        "https://www.tiktokv.com/share/video/7000000000000000001/, tt:video:7000000000000000001, ITEM, false",
        "https://www.tiktok.com/@Demo.One?lang=ru, tt:account:demo.one, ACCOUNT, false",
        "https://vm.tiktok.com/DEMO001/, tt:short:vm/DEMO001, ITEM, true",
        "https://vt.tiktok.com/DEMO001, tt:short:vt/DEMO001, ITEM, true",
        "https://www.tiktok.com/t/DEMO001/, tt:short:t/DEMO001, ITEM, true",
    })
    void aTikTokVideoIsItsNumberWhoeverSharesIt(String address, String key, TargetKind kind, boolean unresolved) {
        assertIdentity(address, "TIKTOK", key, kind, unresolved);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.instagram.com/p/DEMO0000001/?igsh=x, ig:media:DEMO0000001, ITEM, false",
        "https://instagram.com/reel/DEMO0000001, ig:media:DEMO0000001, ITEM, false",
        "https://instagram.com/reels/DEMO0000001, ig:media:DEMO0000001, ITEM, false",
        "https://instagr.am/tv/DEMO0000001, ig:media:DEMO0000001, ITEM, false",
        "https://www.instagram.com/demo_name/reel/DEMO0000001/, ig:media:DEMO0000001, ITEM, false",
        "https://www.instagram.com/p/DEMO0000001/embed/captioned, ig:media:DEMO0000001, ITEM, false",
        "https://www.instagram.com/p/DEMO0000001/c/17/, ig:comment:DEMO0000001/17, ITEM, false",
        "instagram://media?id=4096, ig:media:BAA, ITEM, false",
        "https://www.instagram.com/p/BAA/, ig:media:BAA, ITEM, false",
        "https://m.instagram.com/Demo_Name/?hl=ru, ig:account:demo_name, ACCOUNT, false",
        "instagram://user?username=demo_name, ig:account:demo_name, ACCOUNT, false",
        "https://www.instagram.com/stories/demo_name/17/, ig:story:demo_name/17, ITEM, false",
        "https://www.instagram.com/share/reel/DEMO01, ig:share:DEMO01, ITEM, true",
        "https://www.instagram.com/explore/, web:instagram.com|/explore|, ITEM, false",
    })
    void anInstagramMediumIsItsShortCode(String address, String key, TargetKind kind, boolean unresolved) {
        assertIdentity(address, "INSTAGRAM", key, kind, unresolved);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.facebook.com/permalink.php?story_fbid=12&id=34, fb:post:34/12, ITEM, false",
        "https://m.facebook.com/story.php?id=34&story_fbid=12&mibextid=x, fb:post:34/12, ITEM, false",
        "https://ru-ru.facebook.com/34/posts/12, fb:post:34/12, ITEM, false",
        "https://www.facebook.com/Demo.Page/posts/12?__cft__[0]=x, fb:post:demopage/12, ITEM, true",
        "https://www.facebook.com/34/posts/pfbid02DemoDemoDemo, fb:post:34/pfbid02DemoDemoDemo, ITEM, true",
        "https://www.facebook.com/groups/56/permalink/12/, fb:post:groups/56/12, ITEM, false",
        "https://www.facebook.com/groups/56/posts/12?comment_id=9, fb:post:groups/56/12/comment/9, ITEM, false",
        "https://www.facebook.com/groups/56, fb:group:56, ACCOUNT, false",
        "https://www.facebook.com/watch/?v=78, fb:video:78, ITEM, false",
        "https://www.facebook.com/video.php?v=78, fb:video:78, ITEM, false",
        "https://www.facebook.com/demo/videos/some-title/78/, fb:video:78, ITEM, false",
        "https://web.facebook.com/reel/78, fb:video:78, ITEM, false",
        "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fdemo%2Fvideos%2F78, fb:video:78, ITEM, false",
        "https://www.facebook.com/photo.php?fbid=90&set=a.1, fb:photo:90, ITEM, false",
        "https://www.facebook.com/events/91/, fb:event:91, ITEM, false",
        "https://www.facebook.com/profile.php?id=34&ref=x, fb:account:34, ACCOUNT, false",
        "https://www.facebook.com/people/Demo-Name/34/, fb:account:34, ACCOUNT, false",
        "https://fb.com/Demo.Page, fb:account:demopage, ACCOUNT, true",
        "https://facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion/demo.page, fb:account:demopage, ACCOUNT, true",
        "https://fb.watch/Demo01/, fb:short:fb.watch/Demo01, ITEM, true",
        "https://www.facebook.com/share/v/Demo01/, fb:share:Demo01, ITEM, true",
    })
    void aFacebookPostIsItsOwnerAndNumber(String address, String key, TargetKind kind, boolean unresolved) {
        assertIdentity(address, "FACEBOOK", key, kind, unresolved);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.linkedin.com/posts/demo_easy-money-activity-7123456789012345678-AbCd?trk=x, li:activity:7123456789012345678, ITEM, false",
        "https://kz.linkedin.com/posts/demo_easy-money-7123456789012345678-AbCd, li:activity:7123456789012345678, ITEM, false",
        "https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678/, li:activity:7123456789012345678, ITEM, false",
        "https://www.linkedin.com/embed/feed/update/urn%3Ali%3Aactivity%3A7123456789012345678, li:activity:7123456789012345678, ITEM, false",
        "https://www.linkedin.com/feed/update/urn:li:share:7123456789012345678, li:share:7123456789012345678, ITEM, true",
        "https://www.linkedin.com/in/Demo-Name/, li:account:in/demo-name, ACCOUNT, false",
        "https://lnkd.in/Demo01, li:short:Demo01, ITEM, true",
    })
    void aLinkedInPostIsItsActivity(String address, String key, TargetKind kind, boolean unresolved) {
        assertIdentity(address, "LINKEDIN", key, kind, unresolved);
    }

    private void assertIdentity(String address, String platform, String key, TargetKind kind, boolean unresolved) {
        TargetIdentity target = identities.identify(address);

        assertThat(target.canonicalKey()).isEqualTo(key);
        assertThat(target.platform()).isEqualTo(platform);
        assertThat(target.kind()).isEqualTo(kind);
        assertThat(target.unresolved()).isEqualTo(unresolved);
    }
}
