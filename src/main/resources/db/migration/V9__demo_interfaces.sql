-- These platforms have content reporting systems. Where none is set up here, the same contact gets e-mail (channel.dmn).
insert into platform_contact (platform_code, position, name, channel, address, language, verified, source)
select platform_code, position, name, 'API', address, language, verified, source
from current_platform_contact where platform_code in ('FACEBOOK', 'INSTAGRAM', 'YOUTUBE', 'TIKTOK') and position = 1;
